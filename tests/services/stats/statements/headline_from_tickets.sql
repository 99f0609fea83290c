WITH matching AS (
  SELECT
    ticket.category AS category,
    ticket.priority AS priority,
    ticket.status AS status,
    TIMEZONE(
      (
        SELECT
          setting.value
        FROM setting
        WHERE
          setting.key = CAST(%(key_1)s AS VARCHAR)
      ),
      ticket.created_at
    ) AS local
  FROM ticket
  WHERE
    ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
), done AS (
  SELECT
    ticket.id AS id
  FROM ticket
  WHERE
    ticket.assignee IN (CAST(%(assignee_2_1)s AS VARCHAR))
    AND ticket.resolved_at >= TIMEZONE(
      (
        SELECT
          setting.value
        FROM setting
        WHERE
          setting.key = CAST(%(key_1)s AS VARCHAR)
      ),
      DATE_TRUNC(
        CAST(%(date_trunc_1)s AS VARCHAR),
        TIMEZONE(
          (
            SELECT
              setting.value
            FROM setting
            WHERE
              setting.key = CAST(%(key_1)s AS VARCHAR)
          ),
          CURRENT_TIMESTAMP
        )
      )
    )
    AND ticket.resolved_at < TIMEZONE(
      (
        SELECT
          setting.value
        FROM setting
        WHERE
          setting.key = CAST(%(key_1)s AS VARCHAR)
      ),
      DATE_TRUNC(
        CAST(%(date_trunc_1)s AS VARCHAR),
        TIMEZONE(
          (
            SELECT
              setting.value
            FROM setting
            WHERE
              setting.key = CAST(%(key_1)s AS VARCHAR)
          ),
          CURRENT_TIMESTAMP
        )
      ) + INTERVAL '1 DAY'
    )
), answer AS (
  WITH created AS (
    SELECT
      CAST(local AS DATE) AS day,
      COUNT(*) AS n
    FROM matching
    GROUP BY
      1
  ), kinds AS (
    SELECT
      category,
      priority,
      status,
      COUNT(*) AS n
    FROM matching
    GROUP BY
      1,
      2,
      3
  ), resolved_today AS (
    SELECT
      COUNT(*) AS n
    FROM done
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
  FROM counted
)
SELECT
  answer.total_tickets,
  answer.open_tickets,
  answer.unresolved_tickets,
  answer.created_today,
  answer.resolved_today,
  answer.avg_tickets_per_day,
  answer.priority_breakdown,
  answer.category_breakdown
FROM answer;
