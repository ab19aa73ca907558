#!/bin/sh
# What a runner's pod is made of: the builder's root, where git, the docker CLI and buildx are what a runner has too, and
# Node in the runner's own folder, outside PATH. Leaves root.tar.gz and runner.tar.gz in the work folder.
#
#   runner.sh <builder's root> <node binary> <work folder>
set -eu
rootfs=$1 node=$2 work=$3
layer=$work/layer
home=$layer/home/runner

tar -C "$rootfs" -c --numeric-owner --exclude=./dev --exclude=./usr/share/doc --exclude=./usr/share/man \
  --exclude=./usr/share/locale --exclude=./var/lib/apt/lists --exclude=./var/cache . | gzip -1 > "$work/root.tar.gz"

mkdir -p "$layer/etc/ssl/certs" "$home/externals/node24/bin" "$home/_work"
# uid 1001 and group 123 are those of ghcr.io/actions/actions-runner.
{ cat "$rootfs/etc/passwd"; echo runner:x:1001:1001::/home/runner:/bin/bash; } > "$layer/etc/passwd"
{ grep -v '^docker:' "$rootfs/etc/group"; printf 'docker:x:123:runner\nrunner:x:1001:\n'; } > "$layer/etc/group"
# TLS to the npm registry may end at a CA that only this host knows.
cp -L /etc/ssl/certs/ca-certificates.crt "$layer/etc/ssl/certs/"
cp "$node" "$home/externals/node24/bin/node"
tar -C "$layer" -c --numeric-owner --owner=0 --group=0 -f "$work/runner.tar" etc
tar -C "$layer" -r --numeric-owner --owner=1001 --group=1001 -f "$work/runner.tar" home/runner
gzip -1 "$work/runner.tar"
