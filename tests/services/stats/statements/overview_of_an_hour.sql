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
  LIMIT CAST(%(param_5)s AS INT)
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
      category,
      priority,
      h9 AS n,
      day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS in_period
    FROM rollup_created
    WHERE
      level = %(level_of_pairs)s
      AND day > (
        LEAST(COALESCE(CAST(%(last)s AS DATE), CAST(%(today)s AS DATE)), CAST(%(today)s AS DATE)) - 84
      )
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
      category,
      priority,
      n,
      in_period
    FROM appended
  )
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

WITH by_day AS (
  SELECT
    day,
    SUM(h0) AS h0,
    SUM(h1) AS h1,
    SUM(h2) AS h2,
    SUM(h3) AS h3,
    SUM(h4) AS h4,
    SUM(h5) AS h5,
    SUM(h6) AS h6,
    SUM(h7) AS h7,
    SUM(h8) AS h8,
    SUM(h9) AS h9,
    SUM(h10) AS h10,
    SUM(h11) AS h11,
    SUM(h12) AS h12,
    SUM(h13) AS h13,
    SUM(h14) AS h14,
    SUM(h15) AS h15,
    SUM(h16) AS h16,
    SUM(h17) AS h17,
    SUM(h18) AS h18,
    SUM(h19) AS h19,
    SUM(h20) AS h20,
    SUM(h21) AS h21,
    SUM(h22) AS h22,
    SUM(h23) AS h23
  FROM (
    SELECT
      day,
      h0,
      h1,
      h2,
      h3,
      h4,
      h5,
      h6,
      h7,
      h8,
      h9,
      h10,
      h11,
      h12,
      h13,
      h14,
      h15,
      h16,
      h17,
      h18,
      h19,
      h20,
      h21,
      h22,
      h23
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
      CASE slot WHEN 0 THEN n ELSE 0 END,
      CASE slot WHEN 1 THEN n ELSE 0 END,
      CASE slot WHEN 2 THEN n ELSE 0 END,
      CASE slot WHEN 3 THEN n ELSE 0 END,
      CASE slot WHEN 4 THEN n ELSE 0 END,
      CASE slot WHEN 5 THEN n ELSE 0 END,
      CASE slot WHEN 6 THEN n ELSE 0 END,
      CASE slot WHEN 7 THEN n ELSE 0 END,
      CASE slot WHEN 8 THEN n ELSE 0 END,
      CASE slot WHEN 9 THEN n ELSE 0 END,
      CASE slot WHEN 10 THEN n ELSE 0 END,
      CASE slot WHEN 11 THEN n ELSE 0 END,
      CASE slot WHEN 12 THEN n ELSE 0 END,
      CASE slot WHEN 13 THEN n ELSE 0 END,
      CASE slot WHEN 14 THEN n ELSE 0 END,
      CASE slot WHEN 15 THEN n ELSE 0 END,
      CASE slot WHEN 16 THEN n ELSE 0 END,
      CASE slot WHEN 17 THEN n ELSE 0 END,
      CASE slot WHEN 18 THEN n ELSE 0 END,
      CASE slot WHEN 19 THEN n ELSE 0 END,
      CASE slot WHEN 20 THEN n ELSE 0 END,
      CASE slot WHEN 21 THEN n ELSE 0 END,
      CASE slot WHEN 22 THEN n ELSE 0 END,
      CASE slot WHEN 23 THEN n ELSE 0 END
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
  ) AS part
  GROUP BY
    day
)
SELECT
  'hour' AS part,
  CAST(weekday AS TEXT) AS a,
  CAST((
    hour.number - 1
  ) AS TEXT) AS b,
  NULL AS c,
  CAST(hour.n AS BIGINT) AS n,
  CAST(hour.most AS BIGINT) AS in_period
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
    ] AS hours,
    ARRAY[
      MAX(h0),
      MAX(h1),
      MAX(h2),
      MAX(h3),
      MAX(h4),
      MAX(h5),
      MAX(h6),
      MAX(h7),
      MAX(h8),
      MAX(h9),
      MAX(h10),
      MAX(h11),
      MAX(h12),
      MAX(h13),
      MAX(h14),
      MAX(h15),
      MAX(h16),
      MAX(h17),
      MAX(h18),
      MAX(h19),
      MAX(h20),
      MAX(h21),
      MAX(h22),
      MAX(h23)
    ] AS most
  FROM by_day
  GROUP BY
    1
) AS week
CROSS JOIN LATERAL UNNEST(hours, most) WITH ORDINALITY AS hour(n, most, number);

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
          EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_3)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_4_1)s AS INT))
          AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_5)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_6_1)s AS INT))
          AND ticket.id = ANY(
            ARRAY((
              SELECT
                events.ticket_id
              FROM events
            ))
          )
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

WITH resolution AS (
  SELECT
    ticket.category AS category,
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.resolved_at) AS resolved,
    EXTRACT(CAST(%(date_part_1)s AS VARCHAR) FROM ticket.resolved_at - ticket.created_at) AS seconds,
    FALSE AS previous_period
  FROM ticket
  WHERE
    EXTRACT(ISODOW FROM TIMEZONE(CAST(%(param_2)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_3_1)s AS INT))
    AND EXTRACT(HOUR FROM TIMEZONE(CAST(%(param_4)s AS VARCHAR), ticket.created_at)) IN (CAST(%(param_5_1)s AS INT))
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
