-- Tokens of programs. Of the secret only its SHA-256 is kept: it is shown once, when the token is made. ``handle`` is the
-- part of a token by which its row is found.
CREATE TABLE api_token (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         varchar(60) NOT NULL,
    scope        text NOT NULL,
    handle       text NOT NULL,
    digest       bytea NOT NULL,
    made_at      timestamptz NOT NULL DEFAULT now(),
    made_by      text NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    CONSTRAINT api_token_name_given CHECK (name ~ '\S'),
    CONSTRAINT api_token_scope_known CHECK (scope IN ('read', 'write', 'admin')),
    CONSTRAINT api_token_handle_once UNIQUE (handle),
    CONSTRAINT api_token_digest_whole CHECK (octet_length(digest) = 32)
);
