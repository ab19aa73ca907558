#!/bin/sh
# What a dind sidecar is to a runner: a dockerd with a root, a network and a process tree of its own. Runs in
# fresh network and mount namespaces; process 1 of the lab still has the host's network.
#
#   builder.sh <rootfs> <scratch> <docker data> <shared folder> <bridge> <address/prefix> <gateway> <resolv.conf> <tini>
set -eu
rootfs=$1 scratch=$2 data=$3 shared=$4 bridge=$5 address=$6 gateway=$7 resolv=$8 tini=$9
link=${bridge}d

nsenter --target 1 --net ip link delete "$link" 2>/dev/null || true
ip link add eth0 type veth peer name "$link" netns 1
nsenter --target 1 --net ip link set "$link" master "$bridge" up
ip link set lo up
ip addr add "$address" dev eth0
ip link set eth0 up
ip route add default via "$gateway"

# Writes go to memory: each start begins with the same root, and only images and build cache last.
mount -t tmpfs tmpfs "$scratch"
mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
mount -t overlay overlay -o "lowerdir=$rootfs,upperdir=$scratch/upper,workdir=$scratch/work" "$scratch/root"
cd "$scratch/root"
mkdir -p "./$shared" ./var/lib/docker
cp -L "$resolv" ./etc/resolv.conf
cp -L /etc/ssl/certs/ca-certificates.crt ./etc/ssl/certs/
# Containers whose shim is gone become children of process 1, which dockerd would not reap.
cp "$tini" ./usr/local/bin/tini
mount -t sysfs sysfs ./sys
mount --rbind /sys/fs/cgroup ./sys/fs/cgroup
mount --rbind /dev ./dev
mount --bind "$data" ./var/lib/docker
mount --bind "$shared" "./$shared"

# A real root instead of a chroot: runc pivots from it.
pivot_root . mnt
cd /
exec unshare --mount --pid --fork --kill-child sh -c '
  umount -l /mnt
  mount -t proc proc /proc
  exec tini -- dockerd --config-file "$0/daemon.json"
' "$shared"
