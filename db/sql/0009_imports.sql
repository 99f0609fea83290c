-- What a person chose for a file with these columns, to be offered when one with the same columns comes again.
CREATE TABLE import_mapping (
    columns text PRIMARY KEY,
    plan    jsonb NOT NULL,
    used_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT import_mapping_columns_form CHECK (columns ~ '^[0-9a-f]{64}$')
);
CREATE INDEX import_mapping_by_time ON import_mapping (used_at);

-- Which desk this is, in the ids that its exports give to tickets that have none from elsewhere.
INSERT INTO setting (key, value) VALUES ('installation', left(replace(gen_random_uuid()::text, '-', ''), 8))
ON CONFLICT (key) DO NOTHING;
