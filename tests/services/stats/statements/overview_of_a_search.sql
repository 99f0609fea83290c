SELECT
  ARRAY_TO_STRING(
    ARRAY((
      SELECT
        ticket_document.ticket_id
      FROM ticket_document
      WHERE
        ticket_document.folded LIKE (
          CAST(%(param_1)s AS VARCHAR) || FOLD(CAST(%(fold_1)s AS VARCHAR)) || CAST(%(param_2)s AS VARCHAR)
        )
    )),
    CAST(%(array_to_string_2)s AS VARCHAR)
  ) AS array_to_string_1;

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
    (
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
    AND ticket.id IN (
      SELECT
        ticket_document.ticket_id
      FROM ticket_document
      WHERE
        ticket_document.folded LIKE (
          CAST(%(param_1)s AS VARCHAR) || FOLD(CAST(%(fold_1)s AS VARCHAR)) || CAST(%(param_2)s AS VARCHAR)
        )
    )
    AND ticket.id > CAST(%(id_1)s AS BIGINT)
  LIMIT CAST(%(param_3)s AS INT)
) AS anon_1;

SELECT
  COUNT(*) AS count_1
FROM (
  SELECT
    ticket.id AS id
  FROM ticket
  WHERE
    (
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
    AND ticket.id IN (
      SELECT
        ticket_document.ticket_id
      FROM ticket_document
      WHERE
        ticket_document.folded LIKE (
          CAST(%(param_1)s AS VARCHAR) || FOLD(CAST(%(fold_1)s AS VARCHAR)) || CAST(%(param_2)s AS VARCHAR)
        )
    )
    AND ticket.id > CAST(%(id_1)s AS BIGINT)
  LIMIT CAST(%(param_3)s AS INT)
) AS anon_1;

SELECT
  EXISTS(
    SELECT
      ticket_document.ticket_id
    FROM ticket_document
    WHERE
      ticket_document.words @@ TERM_QUERY(CAST(%(term_query_1)s AS VARCHAR))
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
), found AS MATERIALIZED (
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
    happened.ticket_id = ANY(
      CAST(%(found)s AS BIGINT[])
    )
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
      found.ticket_id AS ticket_id,
      found.created_at AS created_at,
      found.source AS source,
      found.category AS category,
      found.category_chosen AS category_chosen,
      found.priority AS priority,
      found.priority_chosen AS priority_chosen
    FROM found
    WHERE
      found.ticket_id IN (
        SELECT
          ticket.id
        FROM ticket
        WHERE
          ticket.id = ANY(
            ARRAY((
              SELECT
                found.ticket_id
              FROM found
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
), found AS MATERIALIZED (
  SELECT
    happened.ticket_id AS ticket_id,
    happened.at AS at,
    happened.field AS field,
    happened.old_value AS old_value,
    happened.new_value AS new_value,
    happened.resolved_at AS resolved_at
  FROM happened
  WHERE
    happened.ticket_id = ANY(
      CAST(%(found)s AS BIGINT[])
    )
), told AS (
  SELECT
    EVENT_FACT(moved.field, moved.old_value, moved.new_value, moved.resolved_at) AS fact,
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), COALESCE(moved.resolved_at, moved.at)) AS local,
    TRUE AS inside
  FROM (
    SELECT
      found.ticket_id AS ticket_id,
      found.at AS at,
      found.field AS field,
      found.old_value AS old_value,
      found.new_value AS new_value,
      found.resolved_at AS resolved_at
    FROM found
    WHERE
      found.ticket_id IN (
        SELECT
          ticket.id
        FROM ticket
        WHERE
          ticket.id = ANY(
            ARRAY((
              SELECT
                found.ticket_id
              FROM found
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

WITH seen AS (
  SELECT
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.created_at) AS local,
    ticket.category AS category,
    ticket.priority AS priority,
    ticket.status AS status,
    TRUE AS chosen,
    TRUE AS timely,
    TRUE AS inside,
    TRUE AS early
  FROM ticket
  WHERE
    ticket.id = ANY(
      CAST(%(found)s AS BIGINT[])
    )
), answer AS (
  WITH created AS MATERIALIZED (
    SELECT
      CAST(local AS DATE) AS day,
      category,
      priority,
      status,
      1 AS n,
      chosen,
      inside,
      early
    FROM seen
    WHERE
      timely
  ), hourly AS (
    SELECT
      CAST(EXTRACT(ISODOW FROM local) AS INT) AS weekday,
      CAST(EXTRACT(HOUR FROM local) AS INT) AS hour,
      1 AS n
    FROM seen
    WHERE
      chosen AND inside
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
  UNION ALL
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
  UNION ALL
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
  UNION ALL
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
    hour
)
SELECT
  answer.part,
  answer.a,
  answer.b,
  answer.c,
  answer.n,
  answer.inside
FROM answer;

WITH took AS (
  SELECT
    ticket.category AS category,
    TIMEZONE(CAST(%(param_1)s AS VARCHAR), ticket.resolved_at) AS resolved,
    EXTRACT(EPOCH FROM ticket.resolved_at - ticket.created_at) / CAST(CAST(%(param_2)s AS INT) AS DECIMAL) AS hours,
    FALSE AS before
  FROM ticket
  WHERE
    ticket.id = ANY(
      CAST(%(found)s AS BIGINT[])
    )
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
