#!/usr/bin/env bash
# The service "replica": a copy of the primary, taken once, that follows it from then on, or leads once it was promoted.
set -Eeuo pipefail

# A copy of another database would follow nothing, without a word to anybody.
if [ -e "$PGDATA/standby.signal" ]; then
  ours="$(pg_controldata "$PGDATA" | sed -n 's/^Database system identifier: *//p')"
  theirs="$(psql --no-psqlrc --tuples-only --no-align --host="$PRIMARY" --username="$POSTGRES_USER" \
    --dbname="$POSTGRES_DB" --command="SELECT system_identifier FROM pg_control_system()" || true)"
  if [ -n "$theirs" ] && [ "$ours" != "$theirs" ]; then
    echo "The copy in this volume is of another database than the one of $PRIMARY. Remove the volume: it is copied anew." >&2
    exit 1
  fi
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  copy="$PGDATA.copy"  # another folder until it is whole: a copy that was broken off is begun anew
  rm -rf "$copy"
  # A slot of before may have lost what it kept.
  psql --no-psqlrc --quiet --output=/dev/null --host="$PRIMARY" --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
    --command="SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = 'replica'" \
    --command="SELECT pg_create_physical_replication_slot('replica')"
  pg_basebackup --host="$PRIMARY" --username="$POSTGRES_USER" --no-password --pgdata="$copy" \
    --write-recovery-conf --slot=replica --checkpoint=fast --progress
  mv "$copy" "$PGDATA"
fi

exec postgres "$@"
