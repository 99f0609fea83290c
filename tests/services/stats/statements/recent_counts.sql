SELECT
  key,
  CAST((
    created_at AT TIME ZONE REPORTING_ZONE()
  ) AS DATE) AS day,
  FALSE AS left_out
FROM category
UNION ALL
SELECT
  NULL,
  CAST((
    created_at AT TIME ZONE REPORTING_ZONE()
  ) AS DATE),
  FALSE
FROM (
  SELECT
    created_at
  FROM ticket
  ORDER BY
    created_at,
    id
  LIMIT 1
) AS oldest
UNION ALL
SELECT
  NULL,
  day,
  TRUE
FROM day_note
WHERE
  left_out AND day BETWEEN %(first)s AND %(today)s;

WITH counted AS (
  SELECT
    day,
    category,
    CAST(priority AS TEXT) AS priority,
    n,
    0 + h0 + h1 + h2 + h3 + h4 + h5 + h6 + h7 + h8 AS earlier,
    h9 AS within
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
    category,
    CAST(priority AS TEXT),
    n,
    CASE WHEN slot < %(hour)s THEN n ELSE 0 END,
    CASE WHEN slot = %(hour)s THEN n ELSE 0 END
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
  day,
  CASE GROUPING(category) WHEN 0 THEN 'category' ELSE 'priority' END AS field,
  COALESCE(category, priority) AS key,
  CAST(SUM(n) AS BIGINT) AS n,
  CAST(SUM(earlier) AS BIGINT) AS earlier,
  CAST(SUM(within) AS BIGINT) AS within
FROM counted
GROUP BY
  GROUPING SETS (
    (day, category),
    (day, priority)
  )
HAVING
  SUM(n) > 0;
