#!/bin/sh
# Starts the provisioned server, or runs a command of the operator: clients, clinics, knowledge, replay, audit, erase, backup, retriage; each
# says how it is called when it is given nothing. The HTTP port is PLUMBLINE_PORT (8080),
# HTTPS and management are derived from it; data lives in PLUMBLINE_DATA ($HOME/.plumbline). With --demo there is no sign-in, and with --seed an empty
# demonstration is filled with a clinic of invented patients; without it
# every call needs a token of a registered client, and PLUMBLINE_URL must say by which address clients call.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${PLUMBLINE_DATA:-$HOME/.plumbline}
case "${1:-}" in
  clients|clinics|knowledge|replay|audit|erase|backup|retriage)
    command=$1
    export PLUMBLINE_DATA="$data"
    export PLUMBLINE_DB_URL="${PLUMBLINE_DB_URL:-jdbc:h2:file:$data/plumbline;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE;WRITE_DELAY=0}"
    export PLUMBLINE_DB_USER="${PLUMBLINE_DB_USER:-sa}" PLUMBLINE_DB_PASSWORD="${PLUMBLINE_DB_PASSWORD:-sa}"
    h2=$(ls "$here"/../modules/system/layers/base/com/h2database/h2/main/h2-*.jar)
    tool=org.plumbline.operation.OperatorTool
    if [ "$command" = clients ]; then shift; tool=org.plumbline.clinic.ClientTool; fi
    if [ "$command" = retriage ]; then shift; tool=org.plumbline.web.bulk.Retriage; fi
    # shellcheck disable=SC2086
    exec java ${PLUMBLINE_TOOL_OPTS:--XX:+UseParallelGC -Xms512m} -Djava.util.logging.config.file="$here/tools/logging.properties" -Dslf4j.internal.verbosity=ERROR -Dh2.bindAddress=127.0.0.1 \
      -cp "$here/tools/*:$here/tools/lib/*:$h2:$here/../modules/org/postgresql/jdbc/main/postgresql.jar" "$tool" "$@" ;;
esac
demo=false
seed=false
for argument in "$@"; do
  case "$argument" in
    --demo) demo=true ;;
    --seed) seed=true ;;
    *) echo "plumbline: unknown option $argument; expected --demo, --seed, or a command: clients, clinics, knowledge, replay, audit, erase, backup or retriage" >&2; exit 2 ;;
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
# After an OutOfMemoryError nothing can be relied on: the server ends at once with status 3, and whoever started it starts it again.
# Fewer arenas of the C library: some 50 MB less of resident memory.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
export JAVA_OPTS="${JAVA_OPTS:--Xms256m -Xmx448m -XX:MetaspaceSize=128m -XX:+UseSerialGC -XX:-OmitStackTraceInFastThrow -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true} -XX:+ExitOnOutOfMemoryError"
exec "$here/standalone.sh" -b "${PLUMBLINE_BIND:-127.0.0.1}" -bmanagement 127.0.0.1 \
  -Dplumbline.demo="$demo" \
  -Dplumbline.seed="$seed" \
  -Dplumbline.data="$data" \
  -Dh2.bindAddress=127.0.0.1 \
  -Djboss.http.port="$port" \
  -Djboss.https.port="$((port + 363))" \
  -Djboss.management.http.port="$((port + 1910))" \
  -Djboss.management.https.port="$((port + 1913))" \
  -Djboss.socket.binding.port-offset=0
