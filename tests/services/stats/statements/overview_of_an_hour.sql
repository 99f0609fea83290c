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
    ) AS chosen,
    day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS inside,
    day <= COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS early
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
      ) AS chosen,
      day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS inside,
      day <= COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS early
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
      chosen,
      inside,
      early
    FROM appended
  )
  SELECT
    'day' AS part,
    CAST(day AS TEXT) AS a,
    NULL AS b,
    NULL AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(COALESCE(SUM(n) FILTER(WHERE
      inside), 0) AS BIGINT) AS inside
  FROM created
  WHERE
    chosen AND day >= COALESCE(CAST(%(since)s AS DATE), '-infinity')
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
      TRUE AS inside
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
      inside
    FROM appended
  )
  SELECT
    'pair' AS part,
    category AS a,
    CAST(priority AS TEXT) AS b,
    NULL AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(0 AS BIGINT) AS inside
  FROM created
  WHERE
    inside
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
      TRUE AS chosen,
      day <= COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS early
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
      chosen,
      early
    FROM appended
  )
  SELECT
    'age' AS part,
    CAST(age AS TEXT) AS a,
    CAST(priority AS TEXT) AS b,
    CAST(status AS TEXT) AS c,
    CAST(SUM(n) AS BIGINT) AS n,
    CAST(COALESCE(SUM(n) FILTER(WHERE
      early), 0) AS BIGINT) AS inside
  FROM (
    SELECT
      WIDTH_BUCKET(CAST(%(today)s AS DATE) - day, ARRAY[1, 3, 7, 28]) AS age,
      priority,
      status,
      n,
      early
    FROM created
    WHERE
      chosen AND status IN ('open', 'in_progress')
  ) AS unresolved
  GROUP BY
    age,
    priority,
    status
);

WITH happened AS MATERIALIZED (
  SELECT
    suggestion.ticket_id AS ticket_id,
    suggestion.created_at AS created_at,
    suggestion.source AS source,
    suggestion.category AS category,
    suggestion.category_chosen AS category_chosen,
    suggestion.priority AS priority,
    suggestion.priority_chosen AS priority_chosen
  FROM suggestion
), told AS (
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
      happened.ticket_id AS ticket_id,
      happened.created_at AS created_at,
      happened.source AS source,
      happened.category AS category,
      happened.category_chosen AS category_chosen,
      happened.priority AS priority,
      happened.priority_chosen AS priority_chosen
    FROM happened
    WHERE
      happened.ticket_id IN (
        SELECT
          ticket.id
        FROM ticket
        WHERE
          EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_2)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_3_1)s AS INT))
          AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_4)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_5_1)s AS INT))
          AND ticket.id = ANY(
            ARRAY((
              SELECT
                happened.ticket_id
              FROM happened
            ))
          )
      )
  ) AS shown
  JOIN suggestion_source
    ON suggestion_source.key = shown.source
), answer AS (
  WITH suggested AS (
    SELECT
      CAST(local AS DATE) AS day,
      outcome,
      1 AS n
    FROM told
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
  answer.day,
  answer.source,
  answer.suggested,
  answer.chosen
FROM answer;

WITH happened AS MATERIALIZED (
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
), told AS (
  SELECT
    EVENT_FACT(moved.field, moved.old_value, moved.new_value, moved.resolved_at) AS fact,
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), COALESCE(moved.resolved_at, moved.at)) AS local,
    TRUE AS inside
  FROM (
    SELECT
      happened.ticket_id AS ticket_id,
      happened.at AS at,
      happened.field AS field,
      happened.old_value AS old_value,
      happened.new_value AS new_value,
      happened.resolved_at AS resolved_at
    FROM happened
    WHERE
      happened.ticket_id IN (
        SELECT
          ticket.id
        FROM ticket
        WHERE
          EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_2)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_3_1)s AS INT))
          AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_4)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_5_1)s AS INT))
          AND ticket.id = ANY(
            ARRAY((
              SELECT
                happened.ticket_id
              FROM happened
            ))
          )
      )
  ) AS moved
), answer AS (
  WITH flow AS (
    SELECT
      CAST(local AS DATE) AS day,
      CAST((
        fact = 'resolved'
      ) AS INT) AS resolved,
      CAST((
        fact = 'reopened'
      ) AS INT) AS reopened,
      inside
    FROM told
    WHERE
      fact IS NOT NULL
  )
  SELECT
    day,
    CAST(COALESCE(SUM(resolved) FILTER(WHERE
      inside), 0) AS BIGINT) AS resolved,
    CAST(COALESCE(SUM(reopened) FILTER(WHERE
      inside), 0) AS BIGINT) AS reopened,
    CAST(SUM(resolved - reopened) AS BIGINT) AS gone
  FROM flow
  GROUP BY
    day
)
SELECT
  answer.day,
  answer.resolved,
  answer.reopened,
  answer.gone
FROM answer;

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
  CAST(0 AS BIGINT) AS inside
FROM hourly
GROUP BY
  weekday,
  hour;

WITH took AS (
  SELECT
    ticket.category AS category,
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.resolved_at) AS resolved,
    EXTRACT(EPOCH FROM ticket.resolved_at - ticket.created_at) / CAST(CAST(%(param_2)s AS INT) AS DECIMAL) AS hours,
    FALSE AS before
  FROM ticket
  WHERE
    EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_3)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_4_1)s AS INT))
    AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_5)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_6_1)s AS INT))
    AND ticket.resolved_at IS NOT NULL
), answer AS (
  SELECT
    before,
    NULL AS key,
    CAST(NULL AS DATE) AS at,
    COUNT(*) AS n,
    PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY
      hours) AS p50_hours,
    PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY
      hours) AS p90_hours
  FROM took
  WHERE
    (
      CAST(%(category)s AS TEXT[]) IS NULL
      OR category = ANY(
        CAST(%(category)s AS TEXT[])
      )
    )
  GROUP BY
    before
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
  FROM took
  WHERE
    NOT before
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
  FROM took
  WHERE
    NOT before
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
  answer.before,
  answer.key,
  answer.at,
  answer.n,
  answer.p50_hours,
  answer.p90_hours
FROM answer;
