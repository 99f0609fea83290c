SELECT
  COALESCE(SUM(n), 0)
FROM rollup_total;

SELECT
  COUNT(*) AS count_1
FROM (
  SELECT
    ticket.id AS id
  FROM ticket
  WHERE
    ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
    AND (
      EXISTS(
        SELECT
          *
        FROM suggestion
        WHERE
          suggestion.ticket_id = ticket.id
          AND suggestion.source IN (
            CAST(%(source_1_1)s AS VARCHAR),
            CAST(%(source_1_2)s AS VARCHAR),
            CAST(%(source_1_3)s AS VARCHAR),
            CAST(%(source_1_4)s AS VARCHAR)
          )
          AND (
            suggestion.category IS NOT NULL OR suggestion.priority IS NOT NULL
          )
      )
    )
    AND ticket.id > CAST(%(id_1)s AS BIGINT)
  LIMIT CAST(%(param_1)s AS INT)
) AS anon_1;

SELECT
  COUNT(*) AS count_1
FROM (
  SELECT
    ticket.id AS id
  FROM ticket
  WHERE
    ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
    AND (
      EXISTS(
        SELECT
          *
        FROM ticket_event
        WHERE
          ticket_event.ticket_id = ticket.id
          AND (
            ticket_event.field = CAST(%(field_1)s AS VARCHAR)
            OR ticket_event.resolved_at IS NOT NULL
          )
          AND NOT ticket_event.undone
          AND EVENT_FACT(
            ticket_event.field,
            ticket_event.old_value,
            ticket_event.new_value,
            ticket_event.resolved_at
          ) IN (%(event_fact_1_1)s)
      )
    )
    AND ticket.id > CAST(%(id_1)s AS BIGINT)
  LIMIT CAST(%(param_1)s AS INT)
) AS anon_1;

SELECT
  LEAST(
    (
      SELECT
        MIN(resolved_at)
      FROM ticket
    ),
    (
      SELECT
        at
      FROM retained_count
      WHERE
        fact = 'duration'
      ORDER BY
        at
      LIMIT 1
    )
  );

SELECT
  category.key,
  category.label,
  category.description,
  category.keywords,
  category.position,
  category.created_at,
  category.archived_at
FROM category
ORDER BY
  category.position,
  category.created_at,
  category.key;

WITH candidates AS (
  SELECT
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.created_at) AS local,
    ticket.category AS category,
    ticket.priority AS priority,
    ticket.status AS status,
    TRUE AS in_filter,
    TRUE AS at_hours,
    TRUE AS in_period,
    TRUE AS by_period_end
  FROM ticket
  WHERE
    ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
), result AS (
  WITH counted AS MATERIALIZED (
    SELECT
      CAST(local AS DATE) AS day,
      category,
      priority,
      status,
      at_hours,
      by_period_end,
      in_filter,
      in_period,
      DATE_TRUNC('HOUR', local) AS hour,
      COUNT(*) AS n
    FROM candidates
    GROUP BY
      in_filter,
      in_period,
      GROUPING SETS (
        (1, category, priority, status, at_hours, by_period_end),
        (
          9
        )
      )
  ), created AS (
    SELECT
      *
    FROM counted
    WHERE
      hour IS NULL AND at_hours
  ), hourly AS (
    SELECT
      CAST(EXTRACT(ISODOW FROM hour) AS INT) AS weekday,
      CAST(EXTRACT(HOUR FROM hour) AS INT) AS hour,
      n
    FROM counted
    WHERE
      hour IS NOT NULL AND in_filter AND in_period
  )
  SELECT
    'day' AS part,
    CAST(day AS TEXT) AS a,
    NULL AS b,
    NULL AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(COALESCE(SUM(n) FILTER(WHERE
      in_period), 0) AS BIGINT) AS in_period
  FROM created
  WHERE
    in_filter AND day >= COALESCE(CAST(%(since)s AS DATE), '-infinity')
  GROUP BY
    day
  UNION ALL
  SELECT
    'pair' AS part,
    category AS a,
    CAST(priority AS TEXT) AS b,
    NULL AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(0 AS BIGINT) AS in_period
  FROM created
  WHERE
    in_period
  GROUP BY
    category,
    priority
  UNION ALL
  SELECT
    'age' AS part,
    CAST(age AS TEXT) AS a,
    CAST(priority AS TEXT) AS b,
    CAST(status AS TEXT) AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(COALESCE(SUM(n) FILTER(WHERE
      by_period_end), 0) AS BIGINT) AS in_period
  FROM (
    SELECT
      WIDTH_BUCKET(CAST(%(today)s AS DATE) - day, ARRAY[1, 3, 7, 28]) AS age,
      priority,
      status,
      n,
      by_period_end
    FROM created
    WHERE
      in_filter AND status IN ('open', 'in_progress')
  ) AS unresolved
  GROUP BY
    age,
    priority,
    status
  UNION ALL
  SELECT
    'week' AS part,
    category AS a,
    CAST(priority AS TEXT) AS b,
    CAST((
      (
        LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE)) - day
      ) / 7
    ) AS TEXT) AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(0 AS BIGINT) AS in_period
  FROM created
  WHERE
    in_period
    AND day > (
      LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE)) - 84
    )
    AND day <= LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE))
  GROUP BY
    2,
    3,
    4
  UNION ALL
  SELECT
    'hour' AS part,
    CAST(weekday AS TEXT) AS a,
    CAST(hour AS TEXT) AS b,
    NULL AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(MAX(n) AS BIGINT) AS in_period
  FROM hourly
  GROUP BY
    weekday,
    hour
)
SELECT
  result.part,
  result.a,
  result.b,
  result.c,
  result.n,
  result.in_period
FROM result;

WITH events AS MATERIALIZED (
  SELECT
    suggestion.ticket_id AS ticket_id,
    suggestion.created_at AS created_at,
    suggestion.source AS source,
    suggestion.category AS category,
    suggestion.category_chosen AS category_chosen,
    suggestion.priority AS priority,
    suggestion.priority_chosen AS priority_chosen
  FROM suggestion
), facts AS (
  SELECT
    CAST(TIMEZONE(CAST(%(param_1)s AS VARCHAR), shown.created_at) AS DATE) AS day,
    shown.source AS source,
    SUGGESTION_OUTCOME(
      CAST(CAST(%(param_2)s AS SMALLINT) AS SMALLINT),
      shown.category,
      shown.category_chosen,
      shown.priority,
      shown.priority_chosen
    ) AS said,
    COUNT(*) AS n
  FROM (
    SELECT
      events.ticket_id AS ticket_id,
      events.created_at AS created_at,
      events.source AS source,
      events.category AS category,
      events.category_chosen AS category_chosen,
      events.priority AS priority,
      events.priority_chosen AS priority_chosen
    FROM events
    WHERE
      events.ticket_id IN (
        SELECT
          ticket.id
        FROM ticket
        WHERE
          ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
      )
  ) AS shown
  GROUP BY
    day,
    shown.source,
    said
), result AS (
  WITH suggested AS (
    SELECT
      day,
      number * 9 + said AS outcome,
      n
    FROM facts
    JOIN suggestion_source
      ON key = source
  )
  SELECT
    day,
    suggestion_source.key AS source,
    CAST(SUM(n) AS BIGINT) AS suggested,
    CAST(COALESCE(SUM(n) FILTER(WHERE
      outcome / 3 % 3 < 2 AND outcome % 3 < 2), 0) AS BIGINT) AS chosen
  FROM suggested
  JOIN suggestion_source
    ON number = outcome / 9
  WHERE
    outcome % 9 > 0
  GROUP BY
    1,
    2
  HAVING
    SUM(n) > 0
  ORDER BY
    1,
    2
)
SELECT
  result.day,
  result.source,
  result.suggested,
  result.chosen
FROM result;

WITH events AS MATERIALIZED (
  SELECT
    ticket_event.ticket_id AS ticket_id,
    ticket_event.at AS at,
    ticket_event.field AS field,
    ticket_event.old_value AS old_value,
    ticket_event.new_value AS new_value,
    ticket_event.resolved_at AS resolved_at
  FROM ticket_event
  WHERE
    (
      ticket_event.field = CAST(%(field_1)s AS VARCHAR)
      OR ticket_event.resolved_at IS NOT NULL
    )
    AND NOT ticket_event.undone
), facts AS (
  SELECT
    EVENT_FACT(
      matching_events.field,
      matching_events.old_value,
      matching_events.new_value,
      matching_events.resolved_at
    ) AS fact,
    TIMEZONE(
      CAST(%(param_1)s AS VARCHAR),
      COALESCE(matching_events.resolved_at, matching_events.at)
    ) AS local,
    TRUE AS in_period
  FROM (
    SELECT
      events.ticket_id AS ticket_id,
      events.at AS at,
      events.field AS field,
      events.old_value AS old_value,
      events.new_value AS new_value,
      events.resolved_at AS resolved_at
    FROM events
    WHERE
      events.ticket_id IN (
        SELECT
          ticket.id
        FROM ticket
        WHERE
          ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
      )
  ) AS matching_events
), result AS (
  WITH flow AS (
    SELECT
      CAST(local AS DATE) AS day,
      CAST((
        fact = 'resolved'
      ) AS INT) AS resolved,
      CAST((
        fact = 'reopened'
      ) AS INT) AS reopened,
      in_period
    FROM facts
    WHERE
      fact IS NOT NULL
  )
  SELECT
    day,
    CAST(COALESCE(SUM(resolved) FILTER(WHERE
      in_period), 0) AS BIGINT) AS resolved,
    CAST(COALESCE(SUM(reopened) FILTER(WHERE
      in_period), 0) AS BIGINT) AS reopened,
    CAST(SUM(resolved - reopened) AS BIGINT) AS gone
  FROM flow
  GROUP BY
    day
)
SELECT
  result.day,
  result.resolved,
  result.reopened,
  result.gone
FROM result;

WITH resolution AS (
  SELECT
    ticket.category AS category,
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.resolved_at) AS resolved,
    EXTRACT(CAST(%(date_part_1)s AS VARCHAR) FROM ticket.resolved_at - ticket.created_at) AS seconds,
    FALSE AS previous_period
  FROM ticket
  WHERE
    ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
    AND ticket.resolved_at IS NOT NULL
), result AS (
  SELECT
    previous_period,
    NULL AS key,
    CAST(NULL AS DATE) AS at,
    COUNT(*) AS n,
    CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600 AS p50_hours,
    CAST(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600 AS p90_hours
  FROM resolution
  WHERE
    (
      CAST(%(category)s AS TEXT[]) IS NULL
      OR category = ANY(
        CAST(%(category)s AS TEXT[])
      )
    )
  GROUP BY
    previous_period
  UNION ALL
  SELECT
    FALSE,
    category,
    NULL,
    COUNT(*),
    CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600,
    CAST(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600
  FROM resolution
  WHERE
    NOT previous_period
  GROUP BY
    category
  UNION ALL
  SELECT
    FALSE,
    category,
    LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE)) - (
      LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE)) - CAST(resolved AS DATE)
    ) / 7 * 7,
    COUNT(*),
    CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600,
    CAST(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600
  FROM resolution
  WHERE
    NOT previous_period
    AND CAST(resolved AS DATE) > (
      LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE)) - 84
    )
    AND CAST(resolved AS DATE) <= LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE))
  GROUP BY
    category,
    3
  UNION ALL
  SELECT
    FALSE,
    NULL,
    CAST(DATE_TRUNC(%(unit)s, resolved) AS DATE),
    COUNT(*),
    CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600,
    CAST(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      seconds) AS DECIMAL) / 3600
  FROM resolution
  WHERE
    NOT previous_period
    AND (
      CAST(%(category)s AS TEXT[]) IS NULL
      OR category = ANY(
        CAST(%(category)s AS TEXT[])
      )
    )
  GROUP BY
    3
)
SELECT
  result.previous_period,
  result.key,
  result.at,
  result.n,
  result.p50_hours,
  result.p90_hours
FROM result;
