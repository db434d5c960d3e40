#!/usr/bin/env bash
# Makes a release of this checkout: src/release/release.sh VERSION [YYYY-MM-DD]
#
# Brings the version and the date to where they stand (pom.xml, which the manifest and version() take them from, the
# README's file names, the changelog), commits and tags that, and opens the next round in the changelog. Pushes nothing.
# The archive is then built from the tag: mvn -B -ntp clean verify.
set -euo pipefail

fail() {
  echo "release: $1" >&2
  exit 1
}

version=${1:-}
date=${2:-$(date -u +%F)}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[a-z0-9.]+)?$ ]] || fail "expected a version such as 1.2.0, and a date such as 2026-11-24 if it is not today"
[[ $date =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || fail "expected a date such as 2026-11-24"
cd "$(git rev-parse --show-toplevel)"
[ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed"
! git rev-parse -q --verify "refs/tags/v$version" >/dev/null || fail "there is a tag v$version already"

present=$(sed -n '0,/<version>/s|.*<version>\(.*\)</version>.*|\1|p' pom.xml)
notes=$(awk '/^## \[Unreleased\]/ { inside = 1; next } /^## \[/ { inside = 0 } inside' CHANGELOG.md)
[ -n "${notes//[[:space:]]/}" ] || fail "CHANGELOG.md has nothing under Unreleased"

sed -i "0,/<version>$present<\/version>/s//<version>$version<\/version>/" pom.xml
sed -i "s|<connector.version>$present</connector.version>|<connector.version>$version</connector.version>|" src/bench/pom.xml
sed -i "s|<component.release.date>.*</component.release.date>|<component.release.date>${date}</component.release.date>|" pom.xml
for page in README.md docs/*.md; do
  sed -i "s|kafka-connect-pinterest-conversions-${present//./\\.}|kafka-connect-pinterest-conversions-$version|g" "$page"
done
sed -i "s/^## \[Unreleased\]$/## [Unreleased]\n\n## [$version] - $date/" CHANGELOG.md

grep -q "<version>$version</version>" pom.xml || fail "pom.xml does not have the new version"
grep -q "<connector.version>$version</connector.version>" src/bench/pom.xml || fail "src/bench/pom.xml does not have the new version"
grep -q "^## \[$version\] - $date$" CHANGELOG.md || fail "CHANGELOG.md does not have the new version"
git commit -qam "Release $version"
git tag -a "v$version" -m "Version $version" -m "$notes"
echo "Committed and tagged v$version. Look at it (git show), build it (mvn -B -ntp clean verify), then push both."
