#!/bin/sh
# First process of the lab's namespaces: private copies of what its parts insist on, then a mere reaper.
#
#   sandbox.sh <session folder> <tini> <path to hide>...
set -eu
session=$1 tini=$2
shift 2
mount -t proc proc /proc
# Volumes that a pod shares with the node (mountPropagation) need a shared tree; it is private to the lab.
mount --make-rshared /
for path in "$@"; do mount --bind "$session$path" "$path"; done
exec "$tini" -- sleep infinity
