CREATE TYPE ticket_priority AS ENUM ('low', 'medium', 'high', 'critical');
CREATE TYPE ticket_status AS ENUM ('open', 'in_progress', 'resolved', 'closed');
CREATE TYPE decided_by AS ENUM ('person', 'import', 'api', 'classifier');
CREATE TYPE event_kind AS ENUM ('created', 'changed', 'deleted', 'restored');

CREATE TABLE setting (
    key        text PRIMARY KEY,
    value      text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT setting_known_time_zone CHECK (key <> 'reporting_time_zone' OR is_time_zone(value))
);

CREATE TABLE category (
    key         text PRIMARY KEY,
    label       text NOT NULL,
    description text NOT NULL DEFAULT '',
    keywords    text[] NOT NULL DEFAULT '{}',
    position    integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    archived_at timestamptz,
    CONSTRAINT category_key_form CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    CONSTRAINT category_label_given CHECK (NOT is_blank(label) AND char_length(label) <= 60),
    CONSTRAINT category_description_length CHECK (char_length(description) <= 1000),
    CONSTRAINT category_keywords_bounded CHECK (cardinality(keywords) <= 1000 AND array_position(keywords, NULL) IS NULL)
);

CREATE TABLE ticket (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title           varchar(200) NOT NULL,
    description     text NOT NULL,
    category        text NOT NULL REFERENCES category (key),
    category_set_by decided_by NOT NULL DEFAULT 'person',
    priority        ticket_priority NOT NULL,
    priority_set_by decided_by NOT NULL DEFAULT 'person',
    status          ticket_status NOT NULL DEFAULT 'open',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    resolved_at     timestamptz,
    requester       text,
    assignee        text,
    external_id     text,
    submission_key  uuid,
    version         integer NOT NULL DEFAULT 1,
    search          tsvector GENERATED ALWAYS AS (ticket_words(title, description)) STORED,
    CONSTRAINT ticket_title_given CHECK (NOT is_blank(title)),
    CONSTRAINT ticket_title_one_line CHECK (title !~ '[\n\r]'),
    CONSTRAINT ticket_description_given CHECK (NOT is_blank(description)),
    CONSTRAINT ticket_description_length CHECK (char_length(description) <= 20000),
    CONSTRAINT ticket_requester_form CHECK (NOT is_blank(requester) AND char_length(requester) <= 200),
    CONSTRAINT ticket_assignee_form CHECK (NOT is_blank(assignee) AND char_length(assignee) <= 200),
    CONSTRAINT ticket_external_id_form CHECK (NOT is_blank(external_id) AND char_length(external_id) <= 200),
    CONSTRAINT ticket_external_id_unique UNIQUE (external_id),
    CONSTRAINT ticket_submission_key_unique UNIQUE (submission_key),
    CONSTRAINT ticket_version_positive CHECK (version >= 1),
    CONSTRAINT ticket_resolved_with_status CHECK ((resolved_at IS NOT NULL) = (status IN ('resolved', 'closed'))),
    CONSTRAINT ticket_resolved_after_created CHECK (resolved_at >= created_at),
    CONSTRAINT ticket_times_finite CHECK (isfinite(created_at) AND isfinite(resolved_at))
);

-- Newest first, alone or under one filter; the words of a search.
CREATE INDEX ticket_newest ON ticket (created_at DESC, id DESC);
CREATE INDEX ticket_by_status ON ticket (status, created_at DESC, id DESC);
CREATE INDEX ticket_by_category ON ticket (category, created_at DESC, id DESC);
CREATE INDEX ticket_by_priority ON ticket (priority, created_at DESC, id DESC);
CREATE INDEX ticket_by_assignee ON ticket (assignee, created_at DESC, id DESC);
CREATE INDEX ticket_resolved ON ticket (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX ticket_search ON ticket USING gin (search);

-- No foreign key: the history of a deleted ticket stays as long as the ticket can be brought back.
CREATE TABLE ticket_event (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id bigint NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    actor     text NOT NULL,
    kind      event_kind NOT NULL,
    field     text,
    old_value text,
    new_value text,
    set_by    decided_by,
    CONSTRAINT ticket_event_field_of_change CHECK ((field IS NOT NULL) = (kind = 'changed'))
);
CREATE INDEX ticket_event_of_ticket ON ticket_event (ticket_id, id);

CREATE TABLE ticket_trash (
    id         bigint PRIMARY KEY,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    deleted_by text NOT NULL,
    ticket     jsonb NOT NULL
);
CREATE INDEX ticket_trash_by_time ON ticket_trash (deleted_at);

-- What was shown to a person beside what the person chose. No foreign key, for the same reason as above.
CREATE TABLE suggestion (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id           bigint NOT NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    source              text NOT NULL,
    model               text NOT NULL,
    latency_ms          real NOT NULL,
    rationale           text[] NOT NULL DEFAULT '{}',
    category            text REFERENCES category (key),
    category_confidence real NOT NULL,
    category_chosen     text NOT NULL REFERENCES category (key),
    category_touched    boolean NOT NULL,
    priority            ticket_priority,
    priority_confidence real NOT NULL,
    priority_chosen     ticket_priority NOT NULL,
    priority_touched    boolean NOT NULL,
    CONSTRAINT suggestion_source_known CHECK (source IN ('gemini', 'openai', 'learned', 'keywords')),
    CONSTRAINT suggestion_latency CHECK (latency_ms >= 0),
    CONSTRAINT suggestion_category_confidence CHECK (category_confidence BETWEEN 0 AND 1),
    CONSTRAINT suggestion_priority_confidence CHECK (priority_confidence BETWEEN 0 AND 1)
);
CREATE INDEX suggestion_of_ticket ON suggestion (ticket_id, id);
