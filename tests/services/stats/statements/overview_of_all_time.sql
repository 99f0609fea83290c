SELECT
  CAST(COALESCE(SUM(resolved), 0) AS BIGINT),
  CAST(COALESCE(SUM(reopened), 0) AS BIGINT)
FROM (
  SELECT
    resolved,
    reopened
  FROM rollup_flow
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
    CASE fact WHEN 'resolved' THEN n ELSE 0 END,
    CASE fact WHEN 'reopened' THEN n ELSE 0 END
  FROM stat_delta
  WHERE
    fact IN ('resolved', 'reopened')
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
) AS part;

SELECT
  CAST(SUM(n) AS BIGINT)
FROM (
  SELECT
    outcome,
    n
  FROM rollup_suggestion
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
    AND outcome = ANY(
      CAST(ARRAY(SELECT
        number * 9 + said
      FROM suggestion_source
      CROSS JOIN UNNEST(CAST(%(said)s AS SMALLINT[])) AS said
      WHERE
        key = ANY(
          CAST(%(sources)s AS TEXT[])
        )) AS SMALLINT[])
    )
  UNION ALL
  SELECT
    slot,
    n
  FROM stat_delta
  WHERE
    fact = 'suggested'
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
    AND slot = ANY(
      CAST(ARRAY(SELECT
        number * 9 + said
      FROM suggestion_source
      CROSS JOIN UNNEST(CAST(%(said)s AS SMALLINT[])) AS said
      WHERE
        key = ANY(
          CAST(%(sources)s AS TEXT[])
        )) AS SMALLINT[])
    )
) AS part
GROUP BY
  outcome / 9;

SELECT
  COALESCE(tickets, 0) AS tickets,
  COALESCE(changes, 0) AS changes,
  one.zone
FROM (
  SELECT
    COALESCE(
      (
        SELECT
          value
        FROM setting
        WHERE
          key = 'reporting_time_zone'
      ),
      'UTC'
    ) AS zone
) AS one
LEFT JOIN retained_state
  ON TRUE;

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
  anon_1.key,
  COUNT(*) AS count_1,
  PERCENTILE_DISC(%(percentile_disc_2)s) WITHIN GROUP (ORDER BY
    anon_1.hours) AS percentile_disc_1,
  PERCENTILE_DISC(%(percentile_disc_4)s) WITHIN GROUP (ORDER BY
    anon_1.hours) AS percentile_disc_3
FROM (
  SELECT
    DATE_TRUNC(
      CAST(%(date_trunc_1)s AS VARCHAR),
      TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.resolved_at)
    ) AS key,
    EXTRACT(EPOCH FROM ticket.resolved_at - ticket.created_at) / CAST(CAST(%(param_2)s AS INT) AS DECIMAL) AS hours
  FROM ticket
  WHERE
    ticket.resolved_at IS NOT NULL
) AS anon_1
GROUP BY
  anon_1.key
ORDER BY
  anon_1.key;

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
      n AS n,
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
          n
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
      n AS n,
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
          n
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

WITH flow AS (
  SELECT
    day,
    resolved,
    reopened,
    day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE)) AS in_period
  FROM rollup_flow
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
    AND day >= COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE))
  UNION ALL
  SELECT
    day,
    CASE fact WHEN 'resolved' THEN n ELSE 0 END,
    CASE fact WHEN 'reopened' THEN n ELSE 0 END,
    day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
  FROM stat_delta
  WHERE
    fact IN ('resolved', 'reopened')
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
    AND day >= COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE))
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
  day;

WITH part AS (
  SELECT
    since AS day,
    category,
    priority,
    bucket,
    1 * n AS n
  FROM rollup_duration
  WHERE
    span = 'day'
    AND level = %(level_of_times)s
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
    AND since BETWEEN %(from_0)s AND %(to_0)s
  UNION ALL
  SELECT
    day,
    category,
    priority,
    slot AS bucket,
    n
  FROM stat_delta
  WHERE
    fact = 'duration'
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
), counted AS (
  SELECT
    day AS key,
    bucket,
    CAST(SUM(n) AS INT) AS n
  FROM part
  GROUP BY
    1,
    2
  HAVING
    SUM(n) > 0
), ranked AS (
  SELECT
    key,
    bucket,
    SUM(n) OVER (PARTITION BY key ORDER BY bucket) AS up_to,
    SUM(n) OVER (PARTITION BY key) AS n
  FROM counted
)
SELECT
  key,
  MAX(n) AS n,
  DURATION_VALUE(MIN(bucket) FILTER(WHERE
    up_to * 2 >= n)) / 3600 AS p50_hours,
  DURATION_VALUE(MIN(bucket) FILTER(WHERE
    up_to * 10 >= n * 9)) / 3600 AS p90_hours
FROM ranked
GROUP BY
  key
ORDER BY
  key;

WITH span AS (
  SELECT
    *
  FROM UNNEST(CAST(%(previous_period)s AS BOOLEAN[]), CAST(%(times_span)s AS stat_span[]), CAST(%(times_from)s AS DATE[]), CAST(%(times_to)s AS DATE[]), CAST(%(times_sign)s AS INT[])) AS span(previous_period, name, first, last, sign)
), bucketed AS (
  SELECT
    previous_period,
    category,
    bucket,
    sign * n AS n
  FROM span
  CROSS JOIN LATERAL (
    SELECT
      category,
      bucket,
      n
    FROM rollup_duration
    WHERE
      span = name
      AND level = CASE name WHEN 'day' THEN %(level_of_times)s ELSE %(level)s END
      AND since BETWEEN first AND last
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
    OFFSET 0 /* keeps the planner from joining with all of it */
  ) AS kept
  UNION ALL
  SELECT
    day < COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)),
    category,
    slot,
    n
  FROM stat_delta
  WHERE
    fact = 'duration'
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
    AND day >= COALESCE(CAST(%(since)s AS DATE), CAST('-infinity' AS DATE))
    AND (
      day < COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE))
      OR day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
    )
), counted AS (
  SELECT
    previous_period,
    category,
    bucket,
    CAST(SUM(n) AS INT) AS n
  FROM bucketed
  GROUP BY
    1,
    2,
    3
  HAVING
    SUM(n) > 0
), keyed AS (
  SELECT
    previous_period,
    NULL AS key,
    bucket,
    CAST(SUM(n) AS INT) AS n
  FROM counted
  WHERE
    (
      CAST(%(category)s AS TEXT[]) IS NULL
      OR category = ANY(
        CAST(%(category)s AS TEXT[])
      )
    )
  GROUP BY
    1,
    3
  UNION ALL
  SELECT
    FALSE,
    category,
    bucket,
    n
  FROM counted
  WHERE
    NOT previous_period
), ranked AS (
  SELECT
    previous_period,
    key,
    bucket,
    SUM(n) OVER (PARTITION BY previous_period, key ORDER BY bucket) AS up_to,
    SUM(n) OVER (PARTITION BY previous_period, key) AS n
  FROM keyed
)
SELECT
  previous_period,
  key,
  CAST(NULL AS DATE) AS at,
  CAST(MAX(n) AS BIGINT) AS n,
  DURATION_VALUE(MIN(bucket) FILTER(WHERE
    up_to * 2 >= n)) / 3600 AS p50_hours,
  DURATION_VALUE(MIN(bucket) FILTER(WHERE
    up_to * 10 >= n * 9)) / 3600 AS p90_hours
FROM ranked
GROUP BY
  previous_period,
  key;

WITH suggested AS (
  SELECT
    day,
    outcome,
    n
  FROM rollup_suggestion
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
    AND day >= COALESCE(CAST(%(since)s AS DATE), CAST('-infinity' AS DATE))
    AND (
      day < COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE))
      OR day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
    )
    AND outcome = ANY(
      CAST(ARRAY(SELECT
        number * 9 + said
      FROM suggestion_source
      CROSS JOIN UNNEST(CAST(%(said)s AS SMALLINT[])) AS said
      WHERE
        key = ANY(
          CAST(%(sources)s AS TEXT[])
        )) AS SMALLINT[])
    )
  UNION ALL
  SELECT
    day,
    slot,
    n
  FROM stat_delta
  WHERE
    fact = 'suggested'
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
    AND day >= COALESCE(CAST(%(since)s AS DATE), CAST('-infinity' AS DATE))
    AND (
      day < COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE))
      OR day BETWEEN COALESCE(CAST(%(first)s AS DATE), CAST('-infinity' AS DATE)) AND COALESCE(CAST(%(last)s AS DATE), CAST('infinity' AS DATE))
    )
    AND slot = ANY(
      CAST(ARRAY(SELECT
        number * 9 + said
      FROM suggestion_source
      CROSS JOIN UNNEST(CAST(%(said)s AS SMALLINT[])) AS said
      WHERE
        key = ANY(
          CAST(%(sources)s AS TEXT[])
        )) AS SMALLINT[])
    )
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
  2;
