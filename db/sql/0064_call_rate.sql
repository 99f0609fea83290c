-- How often tokens, people and addresses call, over all processes of the desk: when a minute's calls may come at once
-- again. By a hash of the name, and not in the log: after a crash everybody begins anew.
CREATE UNLOGGED TABLE call_rate (
    name bytea PRIMARY KEY,
    full_at timestamptz NOT NULL
);
