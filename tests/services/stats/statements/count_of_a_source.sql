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
