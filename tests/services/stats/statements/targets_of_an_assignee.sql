SELECT
  CAST(TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket_target.created_at) AS DATE) AS day,
  ticket_target.priority,
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
JOIN ticket
  ON ticket.id = ticket_target.ticket_id
WHERE
  ticket_target.created_at >= LEAST(
    TIMEZONE(CAST(%(param_2)s AS VARCHAR), CAST(%(param_3)s AS TIMESTAMP)),
    TIMEZONE(CAST(%(param_4)s AS VARCHAR), CAST(%(param_5)s AS TIMESTAMP)) + CAST(%(param_6)s AS INTERVAL)
  )
  AND ticket_target.created_at < LEAST(
    TIMEZONE(CAST(%(param_7)s AS VARCHAR), CAST(%(param_8)s AS TIMESTAMP)),
    TIMEZONE(CAST(%(param_9)s AS VARCHAR), CAST(%(param_10)s AS TIMESTAMP)) + CAST(%(param_11)s AS INTERVAL)
  )
  AND ticket.created_at >= LEAST(
    TIMEZONE(CAST(%(param_12)s AS VARCHAR), CAST(%(param_13)s AS TIMESTAMP)),
    TIMEZONE(CAST(%(param_14)s AS VARCHAR), CAST(%(param_15)s AS TIMESTAMP)) + CAST(%(param_16)s AS INTERVAL)
  )
  AND ticket.created_at < LEAST(
    TIMEZONE(CAST(%(param_17)s AS VARCHAR), CAST(%(param_18)s AS TIMESTAMP)),
    TIMEZONE(CAST(%(param_19)s AS VARCHAR), CAST(%(param_20)s AS TIMESTAMP)) + CAST(%(param_21)s AS INTERVAL)
  )
  AND ticket.assignee IN (CAST(%(assignee_1_1)s AS VARCHAR))
GROUP BY
  CAST(TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket_target.created_at) AS DATE),
  ticket_target.priority;

SELECT
  setting.value
FROM setting
WHERE
  setting.key = CAST(%(key_1)s AS VARCHAR);
