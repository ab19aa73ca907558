#!/bin/sh
# Everything of Docker Hub's busybox that a pod asks for, from Debian's static busybox.
#
#   busybox.sh <tools folder> <work folder>
set -eu
tools=$1 work=$2
root=$work/layer
mkdir -p "$root/bin" "$root/etc" "$root/root" "$root/home" "$root/var"
mkdir -p -m 1777 "$root/tmp"
cp "$tools/bin/busybox" "$root/bin/busybox"
for applet in $("$root/bin/busybox" --list); do
  [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
done
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n' > "$root/etc/passwd"
printf 'root:x:0:\nnobody:x:65534:\n' > "$root/etc/group"
tar -czf "$work/busybox.tar.gz" --owner=0 --group=0 --numeric-owner -C "$root" .
