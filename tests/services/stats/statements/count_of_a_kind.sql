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
  SUM(n)
FROM (
  SELECT
    n
  FROM rollup_total
  WHERE
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
    )
    AND (
      CAST(%(status)s AS ticket_status[]) IS NULL
      OR status = ANY(
        CAST(%(status)s AS ticket_status[])
      )
    )
  UNION ALL
  SELECT
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
) AS part;
