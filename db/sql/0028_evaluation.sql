-- What a model that was trained without a ticket says of it, for every confirmed ticket that may be a test case. Replaced
-- whole by each training, in its transaction. What was picked for Review is always in the training part and has no row.
CREATE TABLE left_out_prediction (
    field        text   NOT NULL,
    ticket_id    bigint NOT NULL,
    sample       text   NOT NULL,
    label        text   NOT NULL,
    predicted    text   NOT NULL,
    confidence   real   NOT NULL,   -- the calibrated chance of "predicted"
    label_chance real   NOT NULL,   -- the chance given to the label that stands
    version      bigint NOT NULL,
    PRIMARY KEY (field, ticket_id),
    CONSTRAINT left_out_prediction_field_known CHECK (field IN ('category', 'priority')),
    CONSTRAINT left_out_prediction_sample_known CHECK (sample IN ('random', 'import', 'api', 'filing', 'picked')),
    CONSTRAINT left_out_prediction_chances CHECK (confidence BETWEEN 0 AND 1 AND label_chance BETWEEN 0 AND 1)
);

-- The figures of every training, also of those whose model is gone: how the classifier came along.
CREATE TABLE classifier_training (
    version    bigint PRIMARY KEY,
    trained_at timestamptz NOT NULL,
    seconds    real NOT NULL,
    figures    jsonb NOT NULL
);

INSERT INTO classifier_training
SELECT version, trained_at, seconds, (
    SELECT jsonb_agg(jsonb_build_object(
        'field', entry -> 'field',
        'labels', (SELECT coalesce(sum(number::bigint), 0) FROM jsonb_each_text(entry -> 'labels') AS of_value (key, number)),
        'accuracy', entry -> 'accuracy', 'macro_f1', entry -> 'macro_f1',
        'calibration_error', entry -> 'calibration_error', 'keywords_accuracy', entry -> 'keywords_accuracy',
        'commonest_accuracy', entry -> 'commonest_accuracy', 'in_use', coalesce(entry ->> 'reason', '') = '',
        'samples', '{}'::jsonb))
    FROM jsonb_array_elements(report) AS entry)
FROM classifier_model;

-- Texts that somebody taught on the Classifier page: labels without a ticket. A training reads them and never tests by them.
CREATE TABLE taught_example (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_at  timestamptz NOT NULL DEFAULT now(),
    actor       text NOT NULL,
    title       text NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT '',
    category    text REFERENCES category (key),
    priority    ticket_priority,
    CONSTRAINT taught_example_text_given CHECK (NOT is_blank(title || description)),
    CONSTRAINT taught_example_text_length CHECK (char_length(title) <= 200 AND char_length(description) <= 20000),
    CONSTRAINT taught_example_teaches CHECK (category IS NOT NULL OR priority IS NOT NULL)
);
CREATE UNIQUE INDEX taught_example_once ON taught_example (md5(title || E'\n' || description));

-- Sources measured on confirmed tickets: "tickets" are the test cases in their order, with the labels that they had then
-- (null: none of this field), "version" is the training whose left-out answers are used, "parameters" how it was asked
-- for. "result" has the figures once the run has ended.
CREATE TABLE evaluation_run (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    actor           text NOT NULL,
    job_id          bigint,
    sample          text NOT NULL,
    sources         text[] NOT NULL,
    version         bigint NOT NULL,
    tickets         bigint[] NOT NULL,
    category_labels text[] NOT NULL,
    priority_labels text[] NOT NULL,
    parameters      jsonb NOT NULL DEFAULT '{}',
    result          jsonb,
    ended_at        timestamptz,
    CONSTRAINT evaluation_run_name_given CHECK (NOT is_blank(name) AND char_length(name) <= 120),
    CONSTRAINT evaluation_run_sample_known CHECK (sample IN ('random', 'import', 'api', 'filing')),
    CONSTRAINT evaluation_run_side_by_side CHECK (
        cardinality(tickets) BETWEEN 1 AND 20000 AND cardinality(category_labels) = cardinality(tickets)
        AND cardinality(priority_labels) = cardinality(tickets)
    ),
    CONSTRAINT evaluation_run_ends CHECK ((result IS NULL) = (ended_at IS NULL))
);
CREATE INDEX evaluation_run_by_job ON evaluation_run (job_id);

-- What a source answered for the test cases from "first" (0 for the first one) on, side by side: null where it did not
-- answer, '' where it names no value. "trouble" is why some are missing.
CREATE TABLE evaluation_answer (
    run_id     bigint NOT NULL REFERENCES evaluation_run ON DELETE CASCADE,
    source     text NOT NULL,
    field      text NOT NULL,
    first      integer NOT NULL,
    predicted  text[] NOT NULL,
    confidence real[] NOT NULL,
    trouble    text NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, source, field, first),
    CONSTRAINT evaluation_answer_side_by_side CHECK (cardinality(predicted) = cardinality(confidence))
);

-- How long each call took, by source; by itself, since no two runs take the same time.
CREATE TABLE evaluation_latency (
    run_id     bigint NOT NULL REFERENCES evaluation_run ON DELETE CASCADE,
    source     text NOT NULL,
    first      integer NOT NULL,
    latency_ms real[] NOT NULL,
    PRIMARY KEY (run_id, source, first)
);
