#!/usr/bin/env bash
# Tries the release script in a clone of its own: everything that has to change changes together, and nothing is left over.
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q . "$work/clone"
cp src/release/release.sh "$work/release.sh"
cd "$work/clone"
git config user.name "Release test"
git config user.email "release@example.com"

fail() {
  echo "release test: $1" >&2
  exit 1
}

present=$(sed -n '0,/<version>/s|.*<version>\(.*\)</version>.*|\1|p' pom.xml)
! bash "$work/release.sh" not-a-version 2>/dev/null || fail "a version of another form was taken"
touch dirty
! bash "$work/release.sh" 97.1.0 2>/dev/null || fail "a checkout with changes was taken"
rm dirty
bash "$work/release.sh" 97.1.0 2097-01-02 >/dev/null
[ "$(git describe)" = v97.1.0 ] || fail "the commit is not tagged"
! grep -rn "pinterest-conversions-${present//./\\.}" README.md docs pom.xml || fail "the old version is still named"
mvn -B -q -ntp -DskipTests package
archive=target/pinsink-kafka-connect-pinterest-conversions-97.1.0.zip
folder=$(basename "$archive" .zip)
manifest=$(unzip -p "$archive" "$folder/manifest.json")
grep -q '"version": "97.1.0"' <<<"$manifest" || fail "the manifest has another version"
grep -q '"release_date": "2097-01-02"' <<<"$manifest" || fail "the manifest has another date"
[ "$(unzip -p "$archive" "$folder/doc/version.txt")" = 97.1.0 ] || fail "version.txt has another version"
unzip -p "$archive" "$folder/doc/CHANGELOG.md" | grep -q '^## \[97.1.0\] - 2097-01-02$' || fail "the changelog has no heading"
unzip -p "$archive" "$folder/lib/kafka-connect-pinterest-conversions-97.1.0.jar" >"$work/ours.jar"
unzip -p "$work/ours.jar" io/github/pinsink/version.properties | grep -q '^version=97.1.0$' || fail "version() tells another version"
! bash "$work/release.sh" 97.1.0 2097-01-02 2>/dev/null || fail "the same version was released twice"
echo "The release script works."
