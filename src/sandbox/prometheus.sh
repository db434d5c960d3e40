#!/usr/bin/env bash
# Unpacks Debian's Prometheus into the folder given, without installing it: no service starts, nothing outside changes.
set -euo pipefail
folder=$1
[ ! -x "$folder/usr/bin/prometheus" ] || exit 0
mkdir -p "$folder/download"
cd "$folder/download"
apt-get download prometheus >/dev/null 2>&1 || { apt-get update -qq && apt-get download prometheus; }
dpkg -x prometheus_*.deb "$folder"
