-- The order in which saved views stand as tabs; those that are there keep the order of their names.
ALTER TABLE saved_view ADD position integer NOT NULL DEFAULT 0;

UPDATE saved_view SET position = placed.position
FROM (SELECT id, row_number() OVER (ORDER BY fold(name), id) AS position FROM saved_view) AS placed
WHERE placed.id = saved_view.id;
