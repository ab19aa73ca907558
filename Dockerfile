# The OpenClaw gateway from npm. openclaw-deploy passes the three arguments below: the exact version, its integrity
# as the registry announced it, and a Node image, by digest, that satisfies the release's engines.node.
#
# By hand: docker build --build-arg OPENCLAW_VERSION=2026.9.6 .
ARG BASE_IMAGE=node:24-bookworm-slim

FROM ${BASE_IMAGE} AS install
ARG OPENCLAW_VERSION
ARG OPENCLAW_INTEGRITY
# The tarball is fetched first and compared, since `npm install` of a name cannot be given an integrity. The registry's
# login and a private CA are build secrets: they exist during this step only and are in no layer.
#
# npm 12 runs no install scripts unless told to, and OpenClaw without its own leaves a marker that makes every command
# fail for a user who cannot write the tree; its first run as root clears what is left, and the test makes sure.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=cache,target=/root/.npm \
    set -eu; \
    if [ -e /run/secrets/ca.pem ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca.pem; fi; \
    : "${OPENCLAW_VERSION:?give the exact version as a build argument}"; \
    cd /tmp; \
    npm pack --json "openclaw@${OPENCLAW_VERSION}" > pack.json; \
    node -e 'const [{ filename, integrity }] = Object.values(JSON.parse(require("fs").readFileSync("pack.json", "utf8"))); \
      const wanted = process.env.OPENCLAW_INTEGRITY; \
      if (wanted && wanted !== integrity) { console.error(`npm error integrity of ${filename} is ${integrity}, not ${wanted}`); process.exit(1) }'; \
    npm install --global --prefix=/opt/openclaw --no-audit --no-fund --no-update-notifier \
      --allow-scripts=openclaw "/tmp/openclaw-${OPENCLAW_VERSION}.tgz"; \
    /opt/openclaw/bin/openclaw --version; \
    test ! -e /opt/openclaw/lib/node_modules/openclaw/.openclaw-lifecycle-pending; \
    rm -rf /tmp/*

FROM ${BASE_IMAGE}
COPY --from=install /opt/openclaw /opt/openclaw
ENV PATH=/opt/openclaw/bin:$PATH \
    NODE_ENV=production \
    OPENCLAW_NO_AUTO_UPDATE=1
USER 1000:1000
WORKDIR /home/node
EXPOSE 18789
CMD ["openclaw", "gateway"]
