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
