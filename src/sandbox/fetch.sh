#!/usr/bin/env bash
# Brings what the tests run beside the connector into target/: fetch.sh MVN KAFKA_VERSION [registry|prometheus]...
set -euo pipefail
maven=$1
version=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)

# A plain Kafka: its jars and nothing of ours, so a pom of its own resolves them.
cd "$here/kafka"
"$maven" -B -q -ntp dependency:copy-dependencies -Dkafka.version="$version"
for part in "$@"; do
  case $part in
    registry)
      cd "$here/registry"
      "$maven" -B -q -ntp process-resources
      ;;
    prometheus) "$here/prometheus/fetch.sh" "$maven" ;;
    *)
      echo "fetch.sh: unknown part $part; expected registry or prometheus" >&2
      exit 2
      ;;
  esac
done
