-- Who was here, and who is signed in by OpenID Connect. Of a session's id, which only the browser has, its SHA-256 is
-- kept; ``begun`` is the SHA-256 of what the browser began with, so that each answer of the provider signs in once.
CREATE TABLE person (
    name          varchar(200) PRIMARY KEY,
    role          text NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    told_at       timestamptz NOT NULL DEFAULT now(),  -- until when they have seen what others gave them
    CONSTRAINT person_name_given CHECK (name ~ '\S'),
    CONSTRAINT person_role_known CHECK (role IN ('viewer', 'agent', 'lead'))
);

CREATE TABLE sign_in_session (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest       bytea NOT NULL,
    begun        bytea NOT NULL,
    issuer       text NOT NULL,
    subject      text NOT NULL,
    person       varchar(200) NOT NULL,
    groups       text[] NOT NULL DEFAULT '{}',
    role         text NOT NULL,
    address      text NOT NULL,
    began_at     timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    ended_at     timestamptz,
    ended_by     text,
    id_token     text,
    CONSTRAINT sign_in_session_role_known CHECK (role IN ('viewer', 'agent', 'lead')),
    CONSTRAINT sign_in_session_digest_once UNIQUE (digest),
    CONSTRAINT sign_in_session_digest_whole CHECK (octet_length(digest) = 32),
    CONSTRAINT sign_in_session_begun_once UNIQUE (begun),
    CONSTRAINT sign_in_session_begun_whole CHECK (octet_length(begun) = 32)
);
CREATE INDEX sign_in_session_of_subject ON sign_in_session (issuer, subject) WHERE ended_at IS NULL;
CREATE INDEX sign_in_session_of_person ON sign_in_session (fold(person)) WHERE ended_at IS NULL;
