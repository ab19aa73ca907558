# The OpenClaw gateway from npm. openclaw-deploy passes these arguments: the exact version, its integrity as the registry
# announced it, a Node image, by digest, that satisfies the release's engines.node, and with `min-age` the moment that bounds
# what is installed. The others are yours, by the action's input `build-args`.
#
# By hand: docker build --build-arg OPENCLAW_VERSION=2026.9.6 .
ARG BASE_IMAGE=node:24-bookworm-slim
# `on` compiles native modules of plugins; OpenClaw's own come compiled.
ARG TOOLCHAIN=off

FROM ${BASE_IMAGE} AS init
RUN apt-get update && apt-get install --yes --no-install-recommends tini

FROM ${BASE_IMAGE} AS toolchain-off

FROM ${BASE_IMAGE} AS toolchain-on
RUN apt-get update && apt-get install --yes --no-install-recommends g++ libopus-dev make python3
# The headers that come with Node's image, so that node-gyp need not fetch them.
ENV npm_config_nodedir=/usr/local

FROM toolchain-${TOOLCHAIN} AS install
ARG OPENCLAW_VERSION
ARG OPENCLAW_INTEGRITY
# No package that was published after this moment, such as 2026-09-25T12:00:00.000Z, is installed, unless there is no way to
# install the release then: what it needs in one exact version may be younger.
ARG OPENCLAW_BEFORE
# Plugins to install beside OpenClaw, such as "@openclaw/discord@2026.9.6", separated by blanks; the config names them
# under plugins.load.paths as /opt/openclaw/lib/node_modules/<name>.
ARG PLUGINS
# Packages of theirs whose install scripts have to run, separated by commas.
ARG ALLOW_SCRIPTS
# npm compares every tarball with the integrity that the registry announces; whether that is still the one which the
# action was told is asked first. The registry's login and a private CA are build secrets: they exist during this step
# only and are in no layer.
#
# No install script runs, on npm 11 as on npm 12, which would want each one allowed. OpenClaw needs one of its own and
# makes up for it at its first run, if that may write its folder as root can; a marker tells that it has not.
#
# What was installed, each package by its folder and version, is kept in /opt/openclaw/packages.txt: npm keeps no lock file
# of a global install. It lies with the packages, so that OpenClaw's own layer does not change with them.
#
# The documentation is left out, but for the templates in it: OpenClaw makes a new workspace of them, without which no agent
# ever answers.
#
# Then the tree is cut into layers. A layer is pushed and pulled only when its bytes are new, so that each of the
# largest packages has its own: most of them are the same in the next release. No time of the build may be in them,
# hence one date for all, but for OpenClaw's own: its Control UI tells browsers by size and date whether a file is new,
# so theirs is made from the release's integrity.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca,target=/run/secrets/ca.pem \
    --mount=type=cache,target=/root/.npm \
    set -eu; \
    if [ -e /run/secrets/ca.pem ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca.pem; fi; \
    : "${OPENCLAW_VERSION:?give the exact version as a build argument}"; \
    integrity=$(npm view "openclaw@${OPENCLAW_VERSION}" dist.integrity); \
    if [ "$integrity" != "${OPENCLAW_INTEGRITY:-$integrity}" ]; then \
      echo "npm error integrity of openclaw@${OPENCLAW_VERSION} is $integrity, not ${OPENCLAW_INTEGRITY}" >&2; exit 1; \
    fi; \
    npm="npm --global --prefix=/opt/openclaw --no-audit --no-fund --no-update-notifier"; \
    install() { $npm install --ignore-scripts "$@" "openclaw@${OPENCLAW_VERSION}" ${PLUGINS:-}; }; \
    if [ -z "${OPENCLAW_BEFORE:-}" ]; then install; \
    elif install --before="$OPENCLAW_BEFORE" 2>/tmp/bounded; then cat /tmp/bounded >&2; \
    elif grep -q 'with a date before' /tmp/bounded; then \
      sed -n 's/^npm .*\(No matching .* with a date before .*\)/\1 So the age of what is installed is not bounded./p' /tmp/bounded >&2; \
      install; \
    else cat /tmp/bounded >&2; exit 1; fi; \
    if [ -n "${ALLOW_SCRIPTS:-}" ]; then \
      $npm rebuild --allow-scripts="$ALLOW_SCRIPTS" $(echo "$ALLOW_SCRIPTS" | tr , ' '); \
    fi; \
    /opt/openclaw/bin/openclaw --version; \
    own=/opt/openclaw/lib/node_modules/openclaw; \
    test ! -e "$own/.openclaw-lifecycle-pending"; \
    mkdir -p /layers/others/opt/openclaw; \
    $npm ls --all --parseable --long | sed -n 's|^/opt/openclaw/lib/node_modules/||p' | sort > /layers/others/opt/openclaw/packages.txt; \
    test -s /layers/others/opt/openclaw/packages.txt; \
    date=$((0x$(echo "$integrity" | sha256sum | cut -c 1-7))); \
    rm -rf /tmp/*; \
    find /opt/openclaw -name '*.map' -type f -delete; \
    find "$own" -path "$own/docs/*" -type f ! -path "$own/docs/reference/templates/*" -delete; \
    find "$own" -path "$own/docs/*" -type d -empty -delete; \
    cd "$own/node_modules"; \
    largest=$(du -s -- [!@]* @*/* | sort -k 1,1nr -k 2 | head -n 20 | cut -f 2); \
    for layer in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20; do \
      package=${largest%%[[:space:]]*}; \
      largest=${largest#"$package"}; largest=${largest#[[:space:]]}; \
      mkdir -p "/layers/$layer/$own/node_modules/$(dirname "$package")"; \
      if [ -n "$package" ]; then mv "$package" "/layers/$layer/$own/node_modules/$package"; fi; \
    done; \
    mkdir -p "/layers/others/$own" /layers/own/opt; \
    mv "$own/node_modules" "/layers/others/$own/"; \
    mv /opt/openclaw /layers/own/opt/; \
    find /layers -exec touch --no-dereference --date=@0 {} +; \
    find /layers/own/opt/openclaw -exec touch --no-dereference --date="@$date" {} +

FROM ${BASE_IMAGE}
USER root
RUN --mount=type=bind,from=init,source=/usr/bin,target=/mnt \
    mkdir -p /opt/openclaw/init && cp /mnt/tini-static /opt/openclaw/init/tini && touch --date=@0 /opt/openclaw/init/* /opt/openclaw/* /opt/openclaw /opt
# A copy by `RUN` and not by `COPY`, which would date the folders above by the build.
RUN --mount=type=bind,from=install,source=/layers/01,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/02,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/03,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/04,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/05,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/06,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/07,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/08,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/09,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/10,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/11,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/12,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/13,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/14,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/15,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/16,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/17,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/18,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/19,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/20,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/others,target=/mnt cp -a /mnt/opt/. /opt/
RUN --mount=type=bind,from=install,source=/layers/own,target=/mnt cp -a /mnt/opt/. /opt/
ENV PATH=/opt/openclaw/bin:$PATH \
    NODE_ENV=production \
    OPENCLAW_NO_AUTO_UPDATE=1
USER 1000:1000
WORKDIR /home/node
EXPOSE 18789
# For Docker alone; Kubernetes has probes of its own.
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.OPENCLAW_GATEWAY_PORT || 18789) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Tools that the assistant runs leave orphans, and Node as process 1 would not reap them.
ENTRYPOINT ["/opt/openclaw/init/tini", "--"]
CMD ["openclaw", "gateway"]
