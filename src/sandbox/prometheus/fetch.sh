#!/usr/bin/env bash
# Brings Prometheus and its JMX exporter into target/prometheus: fetch.sh [path of mvn]
# Debian's package of Prometheus is only unpacked: nothing is installed, and no service starts.
set -euo pipefail
maven=${1:-mvn}
cd "$(dirname "$0")"
"$maven" -B -q -ntp dependency:copy-dependencies
folder=../../../target/prometheus
[ ! -x "$folder/usr/bin/prometheus" ] || exit 0
mkdir -p "$folder/download"
cd "$folder/download"
apt-get download prometheus >/dev/null 2>&1 || { apt-get update -qq && apt-get download prometheus; }
dpkg -x prometheus_*.deb ..
