#!/bin/sh
# Starts the provisioned server, or runs a command of the operator: clients, clinics, knowledge, keys, replay, audit, erase, backup, migrate, move, retriage, check-ehr; each
# says how it is called with --help. The HTTP port is PLUMBLINE_PORT (8080),
# HTTPS and management are derived from it; data lives in PLUMBLINE_DATA ($HOME/.plumbline). With --demo there is no sign-in, and with --seed an empty
# demonstration is filled with a clinic of invented patients; without it
# every call needs a token of a registered client, and PLUMBLINE_URL must say by which address clients call.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${PLUMBLINE_DATA:-$HOME/.plumbline}
export PLUMBLINE_DATA="$data"
# Without an address of a database the one that comes with the server is used, unless the folder holds the file of an earlier version.
own=false
if [ -z "${PLUMBLINE_DB_URL:-}" ]; then
  # What is moved out of that file goes into the one that comes with the server.
  if { [ -f "$data/plumbline.mv.db" ] && [ "${1:-}" != move ]; } || [ ! -x "$here/../postgresql/bin/postgres" ]; then
    PLUMBLINE_DB_URL="jdbc:h2:file:$data/plumbline;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE;WRITE_DELAY=0"
    export PLUMBLINE_DB_URL PLUMBLINE_DB_DRIVER=h2 PLUMBLINE_DB_USER=sa PLUMBLINE_DB_PASSWORD=sa
  else
    own=true
  fi
fi
# What a process runs; after a crash or a reboot the number in a file may be somebody else's.
command_of() {
  if [ -r "/proc/$1/cmdline" ]; then tr '\0' ' ' < "/proc/$1/cmdline"; else ps -o args= -p "$1" 2>/dev/null; fi
}
is_server() {
  if [ -z "$1" ] || [ "$1" = "$$" ] || ! kill -0 "$1" 2>/dev/null; then return 1; fi
  case "$(command_of "$1")" in *standalone.sh*|*plumbline.sh*) return 0 ;; *) return 1 ;; esac
}
owner_of_data() {
  cat "$data/postgresql.owner" 2>/dev/null || true
}
started=false
start_database() {
  if [ "$own" = false ]; then return; fi
  if [ ! -f "$data/postgresql/postmaster.pid" ]; then started=true; fi
  "$here/database.sh" start
  PLUMBLINE_DB_URL=$("$here/database.sh" url)
  PLUMBLINE_DB_PASSWORD=$(cat "$data/postgresql.password")
  export PLUMBLINE_DB_URL PLUMBLINE_DB_PASSWORD PLUMBLINE_DB_DRIVER=postgresql PLUMBLINE_DB_USER=plumbline
}
case "${1:-}" in
  clients|clinics|knowledge|keys|replay|audit|erase|backup|migrate|move|retriage|check-ehr)
    command=$1
    # Files are triaged, and EHRs looked at, without a database.
    case "$command $*" in retriage*--ndjson*|check-ehr*) own=false ;; esac
    # How a command is called needs none either.
    case " $* " in *' --help '*|*' -h '*) own=false ;; esac
    start_database
    export PLUMBLINE_DB_USER="${PLUMBLINE_DB_USER:-sa}" PLUMBLINE_DB_PASSWORD="${PLUMBLINE_DB_PASSWORD:-sa}"
    h2=$(ls "$here"/../modules/system/layers/base/com/h2database/h2/main/h2-*.jar)
    tool=org.plumbline.operation.OperatorTool
    if [ "$command" = retriage ]; then shift; tool=org.plumbline.web.operation.bulk.Retriage; fi
    if [ "$command" = check-ehr ]; then shift; tool=org.plumbline.web.operation.ehr.CheckEhr; fi
    # shellcheck disable=SC2086
    java ${PLUMBLINE_TOOL_OPTS:--XX:+UseParallelGC -Xms512m} -Djava.util.logging.config.file="$here/tools/logging.properties" -Dslf4j.internal.verbosity=ERROR -Dh2.bindAddress=127.0.0.1 \
      -cp "$here/tools/*:$here/tools/lib/*:$h2:$here/../modules/org/postgresql/jdbc/main/postgresql.jar" "$tool" "$@" && status=0 || status=$?
    if [ "$started" = true ] && ! is_server "$(owner_of_data)"; then "$here/database.sh" stop; fi
    exit "$status" ;;
esac
demo=false
seed=false
for argument in "$@"; do
  case "$argument" in
    --demo) demo=true ;;
    --seed) seed=true ;;
    *) echo "plumbline: unknown option $argument; expected --demo, --seed, or a command: clients, clinics, knowledge, keys, replay, audit, erase, backup, migrate, move, retriage or check-ehr" >&2; exit 2 ;;
  esac
done
if [ "$demo" = false ] && [ -z "${PLUMBLINE_URL:-}" ]; then
  echo "plumbline: PLUMBLINE_URL is missing: the https address by which clients call this server. Without sign-in: --demo." >&2
  exit 2
fi
port=${PLUMBLINE_PORT:-8080}
case "$port" in
  ''|*[!0-9]*) echo "plumbline: PLUMBLINE_PORT is $port; expected a number" >&2; exit 2 ;;
esac
if [ "$port" -lt 1 ] || [ "$port" -gt 63592 ]; then
  echo "plumbline: PLUMBLINE_PORT is $port; expected 1 to 63592" >&2
  exit 2
fi
mkdir -p "$data"
chmod 700 "$data"
if [ "$own" = true ]; then
  if is_server "$(owner_of_data)"; then
    echo "plumbline: $data is in use by another server, process $(owner_of_data)" >&2
    exit 1
  fi
  # Before the database starts: what watched it for an earlier server sees that it has a new owner, and leaves it alone.
  echo $$ > "$data/postgresql.owner"
  start_database
  # Starts the database again when it has ended, as it does on a full disk, and ends it once this server has ended, however that was.
  (
    trap '' INT TERM HUP
    is_mine() {
      [ "$(owner_of_data)" = "$$" ]
    }
    is_postgres() {
      pid=$(head -n 1 "$data/postgresql/postmaster.pid" 2>/dev/null || true)
      [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && case "$(command_of "$pid")" in *postgres*) true ;; *) false ;; esac
    }
    while kill -0 $$ 2>/dev/null; do
      sleep 1
      is_mine || exit 0
      if is_postgres || ! kill -0 $$ 2>/dev/null; then
        continue
      fi
      "$here/database.sh" start || true
    done
    is_mine || exit 0
    rm -f "$data/postgresql.owner"
    exec "$here/database.sh" stop
  ) </dev/null >/dev/null 2>&1 &
fi
# A PostgreSQL that does not answer is given up, unless the address says how long to wait.
with_default() {
  case "$PLUMBLINE_DB_URL" in
    *"$1="*) ;;
    *\?*) PLUMBLINE_DB_URL="$PLUMBLINE_DB_URL&$1=$2" ;;
    *) PLUMBLINE_DB_URL="$PLUMBLINE_DB_URL?$1=$2" ;;
  esac
}
case "${PLUMBLINE_DB_URL:-}" in
  jdbc:postgresql:*)
    with_default connectTimeout 1
    with_default loginTimeout 1
    with_default socketTimeout 30
    with_default tcpKeepAlive true
    export PLUMBLINE_DB_URL ;;
esac
# After an OutOfMemoryError nothing can be relied on: the server ends at once with status 3, and whoever started it starts it again.
# A start that migrates, or that runs on a slow machine, is not given up: an hour (jboss.as.management.blocking.timeout, in seconds).
# Fewer arenas of the C library: some 50 MB less of resident memory.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
export JAVA_OPTS="${JAVA_OPTS:--Xms256m -Xmx448m -XX:MetaspaceSize=128m -XX:+UseSerialGC -XX:-OmitStackTraceInFastThrow -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true} -XX:+ExitOnOutOfMemoryError"
exec "$here/standalone.sh" -b "${PLUMBLINE_BIND:-127.0.0.1}" -bmanagement 127.0.0.1 \
  -Djboss.as.management.blocking.timeout=3600 \
  -Dplumbline.demo="$demo" \
  -Dplumbline.seed="$seed" \
  -Dplumbline.data="$data" \
  -Dh2.bindAddress=127.0.0.1 \
  -Djboss.http.port="$port" \
  -Djboss.https.port="$((port + 363))" \
  -Djboss.management.http.port="$((port + 1910))" \
  -Djboss.management.https.port="$((port + 1913))" \
  -Djboss.socket.binding.port-offset=0
