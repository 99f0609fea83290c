-- What was asked in Review and what people answered, one row a ticket that was shown. Only tickets drawn at random from
-- all unconfirmed ones may measure how right suggestions are. The *_before columns and ``version``, which the answer left
-- the ticket at, are for undo. No foreign key: as long as a deleted ticket can be restored its answer stands.
CREATE TABLE review_answer (
    id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id              bigint NOT NULL,
    at                     timestamptz NOT NULL DEFAULT now(),
    actor                  text NOT NULL,
    reviewer               text NOT NULL,                  -- one sitting of somebody: a tab, a program
    drawn                  text NOT NULL,                  -- how the ticket came to be asked
    blind                  boolean NOT NULL,               -- asked without showing the suggestion
    skipped                boolean NOT NULL DEFAULT false, -- shown and skipped: no answer
    source                 text,                           -- what was shown or, blind, would have been
    category_suggested     text,
    category_confidence    real,
    priority_suggested     text,
    priority_confidence    real,
    category               text,
    priority               ticket_priority,
    version                integer,
    category_before        text,
    category_set_by_before decided_by,
    priority_before        ticket_priority,
    priority_set_by_before decided_by,
    CONSTRAINT review_answer_drawn_known CHECK (drawn IN ('random', 'margin', 'suspect', 'filter', 'sampled')),
    CONSTRAINT review_answer_reviewer_length CHECK (length(reviewer) BETWEEN 1 AND 100),
    CONSTRAINT review_answer_or_skipped CHECK (
        skipped = (category IS NULL) AND skipped = (priority IS NULL) AND skipped = (version IS NULL)
    )
);
CREATE INDEX review_answer_of_ticket ON review_answer (ticket_id, id);
CREATE INDEX review_answer_of_reviewer ON review_answer (reviewer, id);
CREATE INDEX review_answer_random ON review_answer (id) WHERE drawn = 'random';
CREATE INDEX review_answer_skipped ON review_answer (id) WHERE skipped;
CREATE INDEX review_answer_by_time ON review_answer (at);

-- Which ticket is before whom. What is past its time is anybody's.
CREATE TABLE review_lease (
    ticket_id           bigint PRIMARY KEY,
    reviewer            text NOT NULL,
    until               timestamptz NOT NULL,
    drawn               text NOT NULL,
    blind               boolean NOT NULL,
    source              text,
    category_suggested  text,
    category_confidence real,
    priority_suggested  text,
    priority_confidence real,
    CONSTRAINT review_lease_drawn_known CHECK (drawn IN ('random', 'margin', 'suspect', 'filter', 'sampled')),
    CONSTRAINT review_lease_reviewer_length CHECK (length(reviewer) BETWEEN 1 AND 100)
);
CREATE INDEX review_lease_of_reviewer ON review_lease (reviewer);

-- How far the best category is ahead of the second best, for a bounded random sample of the unconfirmed tickets.
CREATE TABLE review_margin (
    ticket_id   bigint PRIMARY KEY,
    margin      real NOT NULL,
    computed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT review_margin_share CHECK (margin BETWEEN 0 AND 1)
);
CREATE INDEX review_margin_smallest ON review_margin (margin, ticket_id);

-- From which tickets are drawn at random.
CREATE INDEX ticket_unconfirmed ON ticket (id) WHERE category_set_by = 'classifier' OR priority_set_by = 'classifier';
