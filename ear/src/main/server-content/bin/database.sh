#!/bin/sh
# The database that comes with the server: PostgreSQL as a process of its own, with its data in PLUMBLINE_DATA/postgresql, on 127.0.0.1 alone.
#   database.sh start    makes it when it is not there, and starts it; says nothing when it runs already
#   database.sh stop     ends it once everything is on the disk
#   database.sh url      prints by which address JDBC reaches it
# It never runs as root: root gives it to the user plumbline, or nobody, who can still reach its files below a folder of root.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
programs=$here/../postgresql/bin
data=${PLUMBLINE_DATA:-$HOME/.plumbline}
cluster=$data/postgresql
password=$data/postgresql.password
port=${PLUMBLINE_DB_PORT:-$((${PLUMBLINE_PORT:-8080} + 1920))}

fail() {
  echo "plumbline: $*" >&2
  exit 1
}

user=$(id -u)
if [ "$user" = 0 ]; then
  user=$(id -u plumbline 2>/dev/null || echo 65534)
fi
owner() {
  if [ "$(id -u)" != 0 ]; then
    "$@"
  elif setpriv --reuid="$user" --regid="$user" --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override --securebits=+no_setuid_fixup true 2>/dev/null; then
    setpriv --reuid="$user" --regid="$user" --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override --securebits=+no_setuid_fixup "$@"
  elif setpriv --reuid="$user" --regid="$user" --clear-groups true 2>/dev/null; then
    setpriv --reuid="$user" --regid="$user" --clear-groups "$@"
  else
    fail "the database does not run as root, and setpriv is missing: start Plumbline as another user, or name a PostgreSQL with PLUMBLINE_DB_URL"
  fi
}

# After a crash or a reboot the number in the file may be that of another process.
is_postgres() {
  pid=$(head -n 1 "$cluster/postmaster.pid" 2>/dev/null || true)
  if [ -z "$pid" ] || ! kill -0 "$pid" 2>/dev/null; then return 1; fi
  if [ -r "/proc/$pid/cmdline" ]; then named=$(tr '\0' ' ' < "/proc/$pid/cmdline"); else named=$(ps -o args= -p "$pid" 2>/dev/null); fi
  case "$named" in *postgres*) return 0 ;; *) return 1 ;; esac
}

is_running() {
  is_postgres && owner "$programs/pg_ctl" -D "$cluster" status >/dev/null 2>&1
}

make() {
  rm -rf "$cluster.new"
  (umask 077 && head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$password")
  (umask 077 && mkdir -p "$cluster.new")
  if [ "$(id -u)" = 0 ]; then chown "$user:$user" "$cluster.new" "$password"; fi
  owner "$programs/initdb" -D "$cluster.new" -U plumbline -E UTF8 --locale=C.UTF-8 -A scram-sha-256 --pwfile="$password" --data-checksums \
    --wal-segsize=4 >"$data/postgresql.log" 2>&1 || { cat "$data/postgresql.log" >&2; fail "the database could not be made in $cluster"; }
  # Small, durable, for this machine alone; a line of the log never quotes a row.
  owner sh -c "cat >> '$cluster.new/postgresql.conf'" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
shared_buffers = 32MB
max_wal_size = 96MB
min_wal_size = 16MB
wal_keep_size = 48MB
jit = off
log_min_messages = fatal
log_min_error_statement = panic
log_error_verbosity = terse
CONF
  # What checks that every row is in its indexes.
  echo 'create extension amcheck' | owner "$programs/postgres" --single -D "$cluster.new" postgres >"$data/postgresql.log" 2>&1
  mv "$cluster.new" "$cluster"
}

case "${1:-}" in
  start)
    [ -x "$programs/postgres" ] || fail "no database comes with this server for this machine: name a PostgreSQL with PLUMBLINE_DB_URL"
    mkdir -p "$data"
    cd /
    [ -f "$cluster/PG_VERSION" ] || make
    if is_running; then exit 0; fi
    if ! is_postgres; then rm -f "$cluster/postmaster.pid"; fi
    if [ "$(id -u)" = 0 ]; then chown -R "$user:$user" "$cluster"; fi
    chmod 700 "$cluster"
    touch "$data/postgresql.log"
    if [ "$(id -u)" = 0 ]; then chown "$user:$user" "$data/postgresql.log"; fi
    owner "$programs/pg_ctl" -D "$cluster" -w -t 300 -s -l "$data/postgresql.log" -o "-p $port" start </dev/null >/dev/null 2>&1 ||
      { tail -n 5 "$data/postgresql.log" >&2; fail "the database in $cluster did not start on port $port (PLUMBLINE_DB_PORT chooses another)"; } ;;
  stop)
    cd /
    if is_running; then owner "$programs/pg_ctl" -D "$cluster" -w -t 300 -s -m fast stop; fi ;;
  url)
    # The port is the one it runs on, whoever asks.
    if [ -f "$cluster/postmaster.pid" ]; then port=$(sed -n 4p "$cluster/postmaster.pid"); fi
    echo "jdbc:postgresql://127.0.0.1:$port/postgres" ;;
  *)
    echo "database.sh start, stop or url" >&2
    exit 2 ;;
esac
