-- Imports are jobs like all others; what was told of them is kept.
INSERT INTO job (kind, actor, title, state, done, total, result, error, created_at, started_at, ended_at, dismissed_at)
SELECT 'import', actor, name, CASE state WHEN 'running' THEN 'interrupted' ELSE state END, done, total, result,
    CASE state WHEN 'running' THEN 'The import was interrupted. Nothing was imported.' ELSE error END,
    started_at, started_at, coalesce(ended_at, now()),
    CASE WHEN state NOT IN ('running', 'interrupted') THEN now() ELSE dismissed_at END
FROM import_job ORDER BY id;
DROP TABLE import_job;
