WITH created AS (
  SELECT
    day,
    n
  FROM rollup_created
  WHERE
    level = %(level)s
    AND (
      CAST(%(category)s AS TEXT[]) IS NULL
      OR category = ANY(
        CAST(%(category)s AS TEXT[])
      )
    )
    AND (
      CAST(%(priority)s AS ticket_priority[]) IS NULL
      OR priority = ANY(
        CAST(%(priority)s AS ticket_priority[])
      )
    )
    AND (
      CAST(%(status)s AS ticket_status[]) IS NULL
      OR status = ANY(
        CAST(%(status)s AS ticket_status[])
      )
    )
    AND day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
  UNION ALL
  SELECT
    day,
    n
  FROM stat_delta
  WHERE
    fact = 'created'
    AND (
      CAST(%(category)s AS TEXT[]) IS NULL
      OR category = ANY(
        CAST(%(category)s AS TEXT[])
      )
    )
    AND (
      CAST(%(priority)s AS ticket_priority[]) IS NULL
      OR priority = ANY(
        CAST(%(priority)s AS ticket_priority[])
      )
    )
    AND (
      CAST(%(status)s AS ticket_status[]) IS NULL
      OR status = ANY(
        CAST(%(status)s AS ticket_status[])
      )
    )
    AND day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
), kinds AS (
  SELECT
    category,
    priority,
    status,
    n
  FROM (
    SELECT
      kept.day,
      category,
      priority,
      status,
      sign * n AS n
    FROM UNNEST(CAST(%(kinds_span)s AS TEXT[]), CAST(%(kinds_from)s AS DATE[]), CAST(%(kinds_to)s AS DATE[]), CAST(%(kinds_sign)s AS INT[])) AS one(span, first, last, sign)
    CROSS JOIN LATERAL (
      SELECT
        month AS day,
        category,
        priority,
        status,
        n
      FROM rollup_month
      WHERE
        (
          span = 'all' OR span = 'month' AND month BETWEEN first AND last
        )
        AND level = 0
        AND (
          CAST(%(category)s AS TEXT[]) IS NULL
          OR category = ANY(
            CAST(%(category)s AS TEXT[])
          )
        )
        AND (
          CAST(%(priority)s AS ticket_priority[]) IS NULL
          OR priority = ANY(
            CAST(%(priority)s AS ticket_priority[])
          )
        )
        AND (
          CAST(%(status)s AS ticket_status[]) IS NULL
          OR status = ANY(
            CAST(%(status)s AS ticket_status[])
          )
        )
      UNION ALL
      SELECT
        day,
        category,
        priority,
        status,
        n
      FROM rollup_created
      WHERE
        span = 'day'
        AND day BETWEEN first AND last
        AND level = 0
        AND (
          CAST(%(category)s AS TEXT[]) IS NULL
          OR category = ANY(
            CAST(%(category)s AS TEXT[])
          )
        )
        AND (
          CAST(%(priority)s AS ticket_priority[]) IS NULL
          OR priority = ANY(
            CAST(%(priority)s AS ticket_priority[])
          )
        )
        AND (
          CAST(%(status)s AS ticket_status[]) IS NULL
          OR status = ANY(
            CAST(%(status)s AS ticket_status[])
          )
        )
        AND TRUE
      OFFSET 0
    ) AS kept
  ) AS in_spans
  UNION ALL
  SELECT
    category,
    priority,
    status,
    n
  FROM stat_delta
  WHERE
    fact = 'created'
    AND (
      CAST(%(category)s AS TEXT[]) IS NULL
      OR category = ANY(
        CAST(%(category)s AS TEXT[])
      )
    )
    AND (
      CAST(%(priority)s AS ticket_priority[]) IS NULL
      OR priority = ANY(
        CAST(%(priority)s AS ticket_priority[])
      )
    )
    AND (
      CAST(%(status)s AS ticket_status[]) IS NULL
      OR status = ANY(
        CAST(%(status)s AS ticket_status[])
      )
    )
    AND day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
), resolved_today AS (
  SELECT
    n
  FROM (
    SELECT
      since AS day,
      n
    FROM rollup_duration
    WHERE
      span = 'day'
      AND level = %(level_of_times)s
      AND since = CAST((
        CURRENT_TIMESTAMP AT TIME ZONE (
          SELECT
            value
          FROM setting
          WHERE
            key = 'reporting_time_zone'
        )
      ) AS DATE)
      AND (
        CAST(%(category)s AS TEXT[]) IS NULL
        OR category = ANY(
          CAST(%(category)s AS TEXT[])
        )
      )
      AND (
        CAST(%(priority)s AS ticket_priority[]) IS NULL
        OR priority = ANY(
          CAST(%(priority)s AS ticket_priority[])
        )
      )
      AND (
        CAST(%(status)s AS ticket_status[]) IS NULL
        OR status = ANY(
          CAST(%(status)s AS ticket_status[])
        )
      )
    UNION ALL
    SELECT
      day,
      n
    FROM stat_delta
    WHERE
      fact = 'duration'
      AND day = CAST((
        CURRENT_TIMESTAMP AT TIME ZONE (
          SELECT
            value
          FROM setting
          WHERE
            key = 'reporting_time_zone'
        )
      ) AS DATE)
      AND (
        CAST(%(category)s AS TEXT[]) IS NULL
        OR category = ANY(
          CAST(%(category)s AS TEXT[])
        )
      )
      AND (
        CAST(%(priority)s AS ticket_priority[]) IS NULL
        OR priority = ANY(
          CAST(%(priority)s AS ticket_priority[])
        )
      )
      AND (
        CAST(%(status)s AS ticket_status[]) IS NULL
        OR status = ANY(
          CAST(%(status)s AS ticket_status[])
        )
      )
  ) AS today
  WHERE
    day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
), counted AS (
  SELECT
    category,
    priority,
    status,
    SUM(n) AS n
  FROM kinds
  GROUP BY
    1,
    2,
    3
), days AS (
  SELECT
    COUNT(*) AS number,
    CAST(COALESCE(
      SUM(n) FILTER(WHERE
        day = CAST((
          CURRENT_TIMESTAMP AT TIME ZONE (
            SELECT
              value
            FROM setting
            WHERE
              key = 'reporting_time_zone'
          )
        ) AS DATE)),
      0
    ) AS BIGINT) AS created_today
  FROM (
    SELECT
      day,
      SUM(n) AS n
    FROM created
    GROUP BY
      day
    HAVING
      SUM(n) > 0
  ) AS used
)
SELECT
  CAST(COALESCE(SUM(n), 0) AS BIGINT) AS total_tickets,
  CAST(COALESCE(SUM(n) FILTER(WHERE
    status = 'open'), 0) AS BIGINT) AS open_tickets,
  CAST(COALESCE(SUM(n) FILTER(WHERE
    status IN ('open', 'in_progress')), 0) AS BIGINT) AS unresolved_tickets,
  (
    SELECT
      created_today
    FROM days
  ) AS created_today,
  (
    SELECT
      CAST(COALESCE(SUM(n), 0) AS BIGINT)
    FROM resolved_today
  ) AS resolved_today,
  COALESCE(ROUND(SUM(n) / NULLIF((
    SELECT
      number
    FROM days
  ), 0), 1), 0) AS avg_tickets_per_day,
  (
    SELECT
      JSON_OBJECT_AGG(priority, COALESCE(n, 0) ORDER BY priority)
    FROM UNNEST(ENUM_RANGE(CAST(NULL AS ticket_priority))) AS priority
    LEFT JOIN (
      SELECT
        priority,
        SUM(n) AS n
      FROM counted
      GROUP BY
        priority
    ) AS of_priority
      USING (priority)
  ) AS priority_breakdown,
  (
    SELECT
      JSON_OBJECT_AGG(key, COALESCE(n, 0) ORDER BY position, created_at, key)
    FROM category
    LEFT JOIN (
      SELECT
        category AS key,
        SUM(n) AS n
      FROM counted
      GROUP BY
        category
    ) AS of_category
      USING (key)
    WHERE
      archived_at IS NULL OR n > 0
  ) AS category_breakdown
FROM counted;
