#!/bin/sh
# Prints a sample CDS Hooks request, answered now: ./request.sh saddle-numbness
set -eu
file=$(dirname -- "$0")/${1:-saddle-numbness}.json
ago() {
  date -u -d "$1 hours ago" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v "-$1H" +%Y-%m-%dT%H:%M:%SZ
}
sed -e "s/@NOW@/$(ago 0)/" -e "s/@30-HOURS-AGO@/$(ago 30)/" "$file"
