#!/usr/bin/env bash
# Builds the committed state twice, in two folders of different names, and compares the archives and their bills of
# materials byte by byte. Needs JDK 17 and Maven.
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for build in one another/place; do
  git clone -q . "$work/$build"
  (cd "$work/$build" && mvn -B -q -ntp -DskipTests package)
done
status=0
for file in "$work"/one/target/*.zip "$work"/one/target/*-sbom.json; do
  name=$(basename "$file")
  if cmp -s "$file" "$work/another/place/target/$name"; then
    echo "same bytes: $name $(sha256sum "$file" | cut -c1-64)"
  else
    echo "DIFFERENT: $name" >&2
    status=1
  fi
done
exit $status
