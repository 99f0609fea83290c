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
    EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_2_1)s AS INT))
    AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_3)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_4_1)s AS INT))
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
  LIMIT CAST(%(param_5)s AS INT)
) AS anon_1;

SELECT
  COUNT(*) AS count_1
FROM (
  SELECT
    ticket.id AS id
  FROM ticket
  WHERE
    EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_2_1)s AS INT))
    AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_3)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_4_1)s AS INT))
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
          AND EVENT_FACT(
            ticket_event.field,
            ticket_event.old_value,
            ticket_event.new_value,
            ticket_event.resolved_at
          ) IN (%(event_fact_1_1)s)
      )
    )
    AND ticket.id > CAST(%(id_1)s AS BIGINT)
  LIMIT CAST(%(param_5)s AS INT)
) AS anon_1;

SELECT
  MIN(ticket.resolved_at) AS min_1
FROM ticket;

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

WITH appended AS MATERIALIZED (
  SELECT
    day,
    category,
    priority,
    status,
    n,
    (
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
    ) AS in_filter,
    day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS in_period,
    day <= COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS by_period_end
  FROM stat_delta
  WHERE
    fact = 'created'
    AND (
      CAST(%(status)s AS ticket_status[]) IS NULL
      OR status = ANY(
        CAST(%(status)s AS ticket_status[])
      )
    )
    AND (
      CAST(%(weekday)s AS INT[]) IS NULL
      OR CAST(EXTRACT(ISODOW FROM day) AS INT) = ANY(
        CAST(%(weekday)s AS INT[])
      )
    )
    AND (
      CAST(%(hour)s AS INT[]) IS NULL OR slot = ANY(
        CAST(%(hour)s AS INT[])
      )
    )
)
(
  WITH created AS (
    SELECT
      day,
      h9 AS n,
      (
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
      ) AS in_filter,
      day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS in_period,
      day <= COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS by_period_end
    FROM rollup_created
    WHERE
      level = %(level)s
      AND (
        CAST(%(status)s AS ticket_status[]) IS NULL
        OR status = ANY(
          CAST(%(status)s AS ticket_status[])
        )
      )
      AND (
        CAST(%(weekday)s AS INT[]) IS NULL
        OR CAST(EXTRACT(ISODOW FROM day) AS INT) = ANY(
          CAST(%(weekday)s AS INT[])
        )
      )
    UNION ALL
    SELECT
      day,
      n,
      in_filter,
      in_period,
      by_period_end
    FROM appended
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
)
UNION ALL
(
  WITH created AS (
    SELECT
      category,
      priority,
      n,
      TRUE AS in_period
    FROM (
      SELECT
        kept.day,
        category,
        priority,
        status,
        sign * n AS n
      FROM UNNEST(CAST(%(pairs_span)s AS TEXT[]), CAST(%(pairs_from)s AS DATE[]), CAST(%(pairs_to)s AS DATE[]), CAST(%(pairs_sign)s AS INT[])) AS one(span, first, last, sign)
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
          AND level = %(level_of_pairs)s
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
          h9
        FROM rollup_created
        WHERE
          span = 'day'
          AND day BETWEEN first AND last
          AND level = %(level_of_pairs)s
          AND (
            CAST(%(status)s AS ticket_status[]) IS NULL
            OR status = ANY(
              CAST(%(status)s AS ticket_status[])
            )
          )
          AND (
            CAST(%(weekday)s AS INT[]) IS NULL
            OR CAST(EXTRACT(ISODOW FROM day) AS INT) = ANY(
              CAST(%(weekday)s AS INT[])
            )
          )
        OFFSET 0
      ) AS kept
    ) AS in_spans
    UNION ALL
    SELECT
      category,
      priority,
      n,
      in_period
    FROM appended
  )
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
)
UNION ALL
(
  WITH created AS (
    SELECT
      day,
      priority,
      status,
      n,
      TRUE AS in_filter,
      day <= COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS by_period_end
    FROM (
      SELECT
        kept.day,
        category,
        priority,
        status,
        sign * n AS n
      FROM UNNEST(CAST(%(ages_span)s AS TEXT[]), CAST(%(ages_from)s AS DATE[]), CAST(%(ages_to)s AS DATE[]), CAST(%(ages_sign)s AS INT[])) AS one(span, first, last, sign)
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
          AND level = %(level_of_ages)s
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
          AND status IN ('open', 'in_progress')
        UNION ALL
        SELECT
          day,
          category,
          priority,
          status,
          h9
        FROM rollup_created
        WHERE
          span = 'day'
          AND day BETWEEN first AND last
          AND level = %(level_of_ages)s
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
          AND status IN ('open', 'in_progress')
          AND (
            CAST(%(weekday)s AS INT[]) IS NULL
            OR CAST(EXTRACT(ISODOW FROM day) AS INT) = ANY(
              CAST(%(weekday)s AS INT[])
            )
          )
        OFFSET 0
      ) AS kept
    ) AS in_spans
    UNION ALL
    SELECT
      day,
      priority,
      status,
      n,
      in_filter,
      by_period_end
    FROM appended
  )
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
);

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
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), shown.created_at) AS local,
    SUGGESTION_OUTCOME(
      suggestion_source.number,
      shown.category,
      shown.category_chosen,
      shown.priority,
      shown.priority_chosen
    ) AS outcome
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
          EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_2)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_3_1)s AS INT))
          AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_4)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_5_1)s AS INT))
          AND ticket.id = ANY(
            ARRAY((
              SELECT
                events.ticket_id
              FROM events
            ))
          )
      )
  ) AS shown
  JOIN suggestion_source
    ON suggestion_source.key = shown.source
), result AS (
  WITH suggested AS (
    SELECT
      CAST(local AS DATE) AS day,
      outcome,
      1 AS n
    FROM facts
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
    ticket_event.field = CAST(%(field_1)s AS VARCHAR)
    OR ticket_event.resolved_at IS NOT NULL
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
          EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_2)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_3_1)s AS INT))
          AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_4)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_5_1)s AS INT))
          AND ticket.id = ANY(
            ARRAY((
              SELECT
                events.ticket_id
              FROM events
            ))
          )
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

WITH hourly AS (
  SELECT
    weekday,
    CAST((
      hour.number - 1
    ) AS INT) AS hour,
    hour.n
  FROM (
    SELECT
      CAST(EXTRACT(ISODOW FROM day) AS INT) AS weekday,
      ARRAY[
        SUM(h0),
        SUM(h1),
        SUM(h2),
        SUM(h3),
        SUM(h4),
        SUM(h5),
        SUM(h6),
        SUM(h7),
        SUM(h8),
        SUM(h9),
        SUM(h10),
        SUM(h11),
        SUM(h12),
        SUM(h13),
        SUM(h14),
        SUM(h15),
        SUM(h16),
        SUM(h17),
        SUM(h18),
        SUM(h19),
        SUM(h20),
        SUM(h21),
        SUM(h22),
        SUM(h23)
      ] AS hours
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
    GROUP BY
      1
  ) AS week
  CROSS JOIN LATERAL UNNEST(hours) WITH ORDINALITY AS hour(n, number)
  UNION ALL
  SELECT
    CAST(EXTRACT(ISODOW FROM day) AS INT),
    slot,
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
)
SELECT
  'hour' AS part,
  CAST(weekday AS TEXT) AS a,
  CAST(hour AS TEXT) AS b,
  NULL AS c,
  CAST(SUM(n) AS BIGINT) AS n,
  CAST(0 AS BIGINT) AS in_period
FROM hourly
GROUP BY
  weekday,
  hour;

WITH resolution AS (
  SELECT
    ticket.category AS category,
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.resolved_at) AS resolved,
    EXTRACT(EPOCH FROM ticket.resolved_at - ticket.created_at) / CAST(CAST(%(param_2)s AS INT) AS DECIMAL) AS hours,
    FALSE AS previous_period
  FROM ticket
  WHERE
    EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_3)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_4_1)s AS INT))
    AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_5)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_6_1)s AS INT))
    AND ticket.resolved_at IS NOT NULL
), result AS (
  SELECT
    previous_period,
    NULL AS key,
    CAST(NULL AS DATE) AS at,
    COUNT(*) AS n,
    PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      hours) AS p50_hours,
    PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      hours) AS p90_hours
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
    PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      hours),
    PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      hours)
  FROM resolution
  WHERE
    NOT previous_period
  GROUP BY
    category
  UNION ALL
  SELECT
    FALSE,
    NULL,
    CAST(DATE_TRUNC(%(unit)s, resolved) AS DATE),
    COUNT(*),
    PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      hours),
    PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      hours)
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
