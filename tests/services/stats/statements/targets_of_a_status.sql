SELECT
  part.day,
  part.priority,
  CAST(SUM(part.breached) AS BIGINT) AS breached,
  CAST(SUM(part.at_risk) AS BIGINT) AS at_risk,
  CAST(SUM(part.on_track) AS BIGINT) AS on_track,
  CAST(SUM(part.kept) AS BIGINT) AS kept
FROM (
  SELECT
    rollup_target.day AS day,
    rollup_target.priority AS priority,
    rollup_target.breached AS breached,
    CAST(%(param_1)s AS INT) AS at_risk,
    CAST(%(param_2)s AS INT) AS on_track,
    rollup_target.kept AS kept
  FROM rollup_target
  WHERE
    rollup_target.day >= CAST(%(day_1)s AS DATE)
    AND rollup_target.day <= CAST(%(day_2)s AS DATE)
    AND rollup_target.status IN (%(status_1_1)s)
  UNION ALL
  SELECT
    stat_delta_target.day AS day,
    stat_delta_target.priority AS priority,
    stat_delta_target.breached AS breached,
    CAST(%(param_3)s AS INT) AS at_risk,
    CAST(%(param_4)s AS INT) AS on_track,
    stat_delta_target.kept AS kept
  FROM stat_delta_target
  WHERE
    stat_delta_target.day >= CAST(%(day_3)s AS DATE)
    AND stat_delta_target.day <= CAST(%(day_4)s AS DATE)
    AND stat_delta_target.status IN (%(status_2_1)s)
  UNION ALL
  SELECT
    CAST(TIMEZONE(CAST(%(param_5)s AS VARCHAR), ticket_target.created_at) AS DATE) AS day,
    ticket_target.priority AS priority,
    COUNT(*) FILTER(WHERE
      ticket_target.breach_at IS NOT NULL
      AND (
        ticket_target.breach_at < CURRENT_TIMESTAMP OR ticket_target.risk_at IS NULL
      )) AS breached,
    COUNT(*) FILTER(WHERE
      ticket_target.breach_at >= CURRENT_TIMESTAMP
      AND ticket_target.risk_at < CURRENT_TIMESTAMP) AS at_risk,
    COUNT(*) FILTER(WHERE
      ticket_target.breach_at >= CURRENT_TIMESTAMP
      AND ticket_target.risk_at >= CURRENT_TIMESTAMP) AS on_track,
    COUNT(*) FILTER(WHERE
      ticket_target.breach_at IS NULL) AS kept
  FROM ticket_target
  WHERE
    ticket_target.breach_at IS NOT NULL
    AND ticket_target.risk_at IS NOT NULL
    AND ticket_target.created_at >= LEAST(
      TIMEZONE(CAST(%(param_6)s AS VARCHAR), CAST(%(param_7)s AS TIMESTAMP)),
      TIMEZONE(CAST(%(param_8)s AS VARCHAR), CAST(%(param_9)s AS TIMESTAMP)) + CAST(%(param_10)s AS INTERVAL)
    )
    AND ticket_target.created_at < LEAST(
      TIMEZONE(CAST(%(param_11)s AS VARCHAR), CAST(%(param_12)s AS TIMESTAMP)),
      TIMEZONE(CAST(%(param_13)s AS VARCHAR), CAST(%(param_14)s AS TIMESTAMP)) + CAST(%(param_15)s AS INTERVAL)
    )
    AND ticket_target.status IN (%(status_3_1)s)
  GROUP BY
    CAST(TIMEZONE(CAST(%(param_5)s AS VARCHAR), ticket_target.created_at) AS DATE),
    ticket_target.priority
) AS part
GROUP BY
  part.day,
  part.priority
HAVING
  SUM(part.breached) > CAST(%(sum_1)s AS INT)
  OR SUM(part.at_risk) > CAST(%(sum_2)s AS INT)
  OR SUM(part.on_track) > CAST(%(sum_3)s AS INT)
  OR SUM(part.kept) > CAST(%(sum_4)s AS INT);

SELECT
  setting.value
FROM setting
WHERE
  setting.key = CAST(%(key_1)s AS VARCHAR);
