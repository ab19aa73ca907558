#!/bin/sh
# The stand-in for Docker Hub's node:24-bookworm-slim: Debian from the host's mirror, Node and npm from the host's
# npm registry. Leaves debian.tar.gz, node.tar.gz and the file `version` in the work folder.
#
#   node.sh <tools folder> <debian mirror> <work folder> <node major> <npm package of the node binary>
set -eu
tools=$1 mirror=$2 work=$3 major=$4 binary=$5
mkdir -p "$work"
cd "$work"

# In namespaces of its own: whatever ends it, no mount of its half-made root is left on the host.
unshare --mount --pid --fork --kill-child --mount-proc "$tools/usr/bin/mmdebstrap" --quiet --mode=root --variant=minbase --include=ca-certificates,libatomic1,libstdc++6 \
  --customize-hook='chroot "$1" groupadd --gid 1000 node' \
  --customize-hook='chroot "$1" useradd --uid 1000 --gid node --shell /bin/bash --create-home node' \
  --customize-hook='rm -rf "$1"/usr/share/doc/* "$1"/usr/share/man/* "$1"/usr/share/locale/* "$1"/var/lib/apt/lists/*' \
  bookworm debian.tar "$mirror"
gzip -f debian.tar

npm pack --silent --pack-destination . "$binary@$major" npm@11
local=layer/usr/local
mkdir -p "$local/bin" "$local/etc" "$local/lib/node_modules/npm" layer/etc/ssl/certs
tar -xzf "$binary"-*.tgz --no-same-owner -C "$local" --strip-components=1 package/bin/node
tar -xzf npm-*.tgz --no-same-owner -C "$local/lib/node_modules/npm" --strip-components=1
for command in npm npx; do ln -s "../lib/node_modules/npm/bin/$command-cli.js" "$local/bin/$command"; done
ln -s node "$local/bin/nodejs"
# TLS to the registry may end at a CA that only this host knows, and its registry may not be npm's default.
cp -L /etc/ssl/certs/ca-certificates.crt layer/etc/ssl/certs/
printf 'cafile=/etc/ssl/certs/ca-certificates.crt\nregistry=%s\n' "$(npm config get registry)" > "$local/etc/npmrc"
tar -czf node.tar.gz --owner=0 --group=0 --numeric-owner -C layer etc usr
"$local/bin/node" -p process.versions.node > version
