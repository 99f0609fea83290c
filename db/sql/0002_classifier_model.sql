-- The versions of the learned classifier, a row per training. What a version says is numbers and JSON, nothing that runs:
-- header and arrays are written and read by services/classify/learned/store.py. last_event is the newest ticket_event
-- that was there when the training read the tickets; what came after it is news.
CREATE TABLE classifier_model (
    version    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    trained_at timestamptz NOT NULL DEFAULT now(),
    last_event bigint NOT NULL,
    seconds    real NOT NULL,
    report     jsonb NOT NULL,
    header     text NOT NULL,
    arrays     bytea NOT NULL,
    checksum   text NOT NULL,
    CONSTRAINT classifier_model_checksum_form CHECK (checksum ~ '^[0-9a-f]{64}$')
);

-- Random-looking numbers do not compress.
ALTER TABLE classifier_model ALTER COLUMN arrays SET STORAGE EXTERNAL;

-- Every process hears of a new version, and of a reset.
CREATE FUNCTION notify_classifier_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('classifier_model', '');
    RETURN NULL;
END $$;

CREATE TRIGGER classifier_model_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON classifier_model
FOR EACH STATEMENT EXECUTE FUNCTION notify_classifier_model();

-- A training reads the newest confirmed tickets, and the newest of each category.
CREATE INDEX ticket_confirmed ON ticket (created_at DESC, id DESC)
    WHERE category_set_by <> 'classifier' OR priority_set_by <> 'classifier';
