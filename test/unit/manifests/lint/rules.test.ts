import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type Facts, RULES } from '../../../../src/manifests/lint/index.ts'
import { ENGINES, findingsOf, root, type Source, shipped } from './support.ts'

type Name = 'configmap' | 'pvc' | 'deployment' | 'service'
type Edit = readonly [from: string | RegExp, to: string]
/** Texts to replace in the shipped manifests; each has to be there. */
type Edits = Partial<Record<Name, readonly Edit[]>>
interface Variant {
  readonly edits?: Edits
  readonly more?: readonly string[]
  readonly facts?: Facts
}
interface Case {
  /** Breaks the rule on the line that holds `at`, and besides it only those of `more`. */
  readonly fails: readonly (readonly [what: string, variant: Variant, at: string, more?: readonly string[]])[]
  /** As close as can be without breaking it. */
  readonly passes: readonly (readonly [what: string, variant: Variant])[]
}

const config = (from: string, to: string): Variant => ({ edits: { configmap: [[from, to]] } })
const deployment = (...edits: Edit[]): Variant => ({ edits: { deployment: edits } })
const service = (from: string, to: string): Variant => ({ edits: { service: [[from, to]] } })
const both = (...variants: Variant[]): Variant => ({
  edits: Object.fromEntries(
    (['configmap', 'pvc', 'deployment', 'service'] as const).map((name) => [
      name,
      variants.flatMap(({ edits }) => edits?.[name] ?? []),
    ]),
  ),
  more: variants.flatMap(({ more }) => more ?? []),
})
const more = (...texts: string[]): Variant => ({ more: texts })

const BIND = 'bind: "lan"'
const CONTROL_UI = 'controlUi: { enabled: true, allowedOrigins: ["https://openclaw.example.com"] },'
const AUTH = 'auth: { mode: "token", token: "${OPENCLAW_GATEWAY_TOKEN}" },'
const ENV_FROM = '          envFrom:\n            - secretRef:\n                name: openclaw-secrets\n'
const ENV = '          env:\n'
const LIMIT = 'limits: { memory: 2Gi }'
const READ_ONLY_CONFIG: Variant = deployment(
  [ENV, `${ENV}            - name: OPENCLAW_CONFIG_PATH\n              value: /config/openclaw.json\n`],
  [
    '            - name: tmp\n              mountPath: /tmp\n',
    '            - name: tmp\n              mountPath: /tmp\n            - name: config\n              mountPath: /config\n',
  ],
)

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: openclaw
  namespace: openclaw
spec:
  rules:
    - host: openclaw.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: openclaw
                port: { name: http }
`
const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: openclaw
  namespace: openclaw
spec:
  hostnames: [chat.example.com]
  rules:
    - backendRefs:
        - name: openclaw
          port: 18789
`
const proxied = (proxies: string): Variant => config(BIND, `trustedProxies: ${proxies}, ${BIND}`)
const TRUSTED = proxied('["10.42.0.7"]')
const sidecar = (image: string, ports = ''): Variant =>
  deployment(['      containers:\n', `      containers:\n        - name: proxy\n          image: ${image}\n${ports}`])
const SIDECAR_PORT = '          ports:\n            - { name: proxy, protocol: TCP, containerPort: 4180 }\n'
const claim = (field: string): Variant => ({ edits: { pvc: [['storageClassName: longhorn', field]] } })
const secret = (values: string): Variant =>
  more(
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: openclaw-secrets\n  namespace: openclaw\nstringData:\n${values}`,
  )
const TOKEN = secret('  OPENCLAW_GATEWAY_TOKEN: ${OPENCLAW_GATEWAY_TOKEN}\n')
const probe = (name: string, from: string, to: string): Variant =>
  deployment([`${name}:\n            ${from}`, `${name}:\n            ${to}`])
const STARTUPZ = 'httpGet: { path: /startupz, port: http }'
const HEALTHZ = 'httpGet: { path: /healthz, port: http }'
const named = STARTUPZ.replace(' }', ', httpHeaders: [{ name: X-Forwarded-For, value: 192.0.2.1 }] }')
const NAMED_PROBES = both(probe('startupProbe', STARTUPZ, named), probe('readinessProbe', STARTUPZ, named))
const env = (name: string, value: string): Variant =>
  deployment([ENV, `${ENV}            - name: ${name}\n              value: ${value}\n`])
const STARTUP = / {10}startupProbe:\n(?: {12}.*\n)+/
const startup = (budget: string): Variant =>
  deployment([STARTUP, `          startupProbe: { ${STARTUPZ}, ${budget} }\n`])
const command = (text: string): Variant =>
  deployment([
    '          ports:\n            - name: http',
    `          args: ${text}\n          ports:\n            - name: http`,
  ])
const note = (text: string): Variant =>
  deployment(['  labels:\n    app', `  annotations:\n    openclaw-deploy/lint-ignore: "${text}"\n  labels:\n    app`])

const CASES: Record<string, Case> = {
  'bind-raw-ip': {
    fails: [
      ['all interfaces', config(BIND, 'bind: "0.0.0.0"'), 'bind: "0.0.0.0"'],
      ['an address of its own', config(BIND, "'bind': '192.168.1.7'"), "'bind': "],
      ['by the flag', command('[gateway, --bind, 0.0.0.0]'), 'args: '],
    ],
    passes: [
      ['custom, with the address beside it', config(BIND, 'bind: "custom", customBindHost: "0.0.0.0"')],
      ['auto', config(BIND, 'bind: "auto"')],
    ],
  },
  'bind-without-auth': {
    fails: [
      ['an empty token over the Secret’s', both(TOKEN, env('OPENCLAW_GATEWAY_TOKEN', '""')), 'bind: "lan"'],
      [
        'both empty, whatever an unseen Secret holds',
        deployment([
          ENV,
          `${ENV}            - { name: OPENCLAW_GATEWAY_TOKEN, value: "" }\n            - { name: OPENCLAW_GATEWAY_PASSWORD, value: "" }\n`,
        ]),
        'bind: "lan"',
      ],
      ['no Secret', deployment([ENV_FROM, '']), 'bind: "lan"'],
      ['a Secret without the token', secret('  ANTHROPIC_API_KEY: ${KEY}\n'), 'bind: "lan"'],
      ['an empty token', both(env('OPENCLAW_GATEWAY_TOKEN', '""'), deployment([ENV_FROM, ''])), 'bind: "lan"'],
      ['the default of a container', both(config(`${BIND},`, ''), deployment([ENV_FROM, ''])), 'gateway: {'],
      ['auth turned off', config(AUTH, 'auth: { mode: "none" },'), 'bind: "lan"'],
      [
        'by the flag, without a config',
        both(config('openclaw.json: |', 'other: |'), deployment([ENV_FROM, '']), command('["--bind=lan"]')),
        'args: ',
      ],
    ],
    passes: [
      ['a Secret with the token', TOKEN],
      ['a Secret that the manifests do not hold', {}],
      [
        'a password',
        deployment(
          [ENV_FROM, ''],
          [
            ENV,
            `${ENV}            - name: OPENCLAW_GATEWAY_PASSWORD\n              valueFrom: { secretKeyRef: { name: own, key: password } }\n`,
          ],
        ),
      ],
      [
        'a proxy that vouches',
        both(
          deployment([ENV_FROM, '']),
          config(AUTH, 'auth: { mode: "trusted-proxy" }, trustedProxies: ["10.42.0.7"],'),
        ),
      ],
      [
        'a SecretRef to a file',
        both(
          deployment([ENV_FROM, '']),
          config('token: "${OPENCLAW_GATEWAY_TOKEN}"', 'token: { source: "file", id: "x" }'),
        ),
      ],
      ['loopback', both(deployment([ENV_FROM, '']), config(BIND, 'bind: "loopback"'))],
      ['an included file', both(deployment([ENV_FROM, '']), config(AUTH, '$include: "./auth.json",'))],
    ],
  },
  'bind-loopback': {
    fails: [
      ['the keyword', config(BIND, 'bind: "loopback"'), 'bind: "loopback"'],
      ['custom', config(BIND, 'bind: "custom", customBindHost: "127.0.0.1"'), 'bind: "custom"'],
      ['the flag', command('[sh, -c, "exec openclaw gateway --bind loopback"]'), 'args: '],
    ],
    passes: [
      [
        'lan by the flag, loopback in the config',
        both(config(BIND, 'bind: "loopback"'), command('[gateway, --bind, lan]')),
      ],
      [
        'a sidecar before it',
        both(
          config(BIND, 'bind: "loopback"'),
          sidecar('nginx:1.29', SIDECAR_PORT),
          service('targetPort: http', 'targetPort: proxy'),
          deployment(
            [
              `startupProbe:\n            ${STARTUPZ}`,
              'startupProbe:\n            exec: { command: [curl, -f, "http://127.0.0.1:18789/startupz"] }',
            ],
            [
              `readinessProbe:\n            ${STARTUPZ}`,
              'readinessProbe:\n            exec: { command: [curl, -f, "http://127.0.0.1:18789/startupz"] }',
            ],
            [
              `livenessProbe:\n            ${HEALTHZ}`,
              'livenessProbe:\n            exec: { command: [curl, -f, "http://127.0.0.1:18789/healthz"] }',
            ],
          ),
        ),
      ],
    ],
  },
  'origins-missing': {
    fails: [
      ['none behind an Ingress', both(TRUSTED, config(CONTROL_UI, ''), more(INGRESS)), 'gateway: {'],
      [
        'an empty list',
        both(TRUSTED, config(CONTROL_UI, 'controlUi: { allowedOrigins: [] },'), more(INGRESS)),
        'controlUi: {',
      ],
      ['another host than the route’s', both(TRUSTED, more(ROUTE)), 'controlUi: {'],
    ],
    passes: [
      ['the host of the Ingress', both(TRUSTED, more(INGRESS))],
      [
        'both hosts',
        both(
          TRUSTED,
          config('"https://openclaw.example.com"', '"https://openclaw.example.com", "https://chat.example.com"'),
          more(INGRESS, ROUTE),
        ),
      ],
      ['any origin', both(TRUSTED, config('"https://openclaw.example.com"', '"*"'), more(ROUTE))],
      ['no Control UI', both(TRUSTED, config(CONTROL_UI, 'controlUi: { enabled: false },'), more(INGRESS))],
      [
        'an Ingress that leads elsewhere',
        more(
          INGRESS.replace('name: openclaw\n                port', 'name: other\n                port').replace(
            'openclaw.example',
            'other.example',
          ),
        ),
      ],
      ['an included file', both(TRUSTED, config(CONTROL_UI, 'controlUi: { $include: "ui.json" },'), more(INGRESS))],
    ],
  },
  'origins-unset': {
    fails: [['no Control UI settings', config(CONTROL_UI, ''), 'gateway: {']],
    passes: [
      ['an included file', config(CONTROL_UI, '$include: "./gateway.json",')],
      ['set', {}],
      ['the Host header instead', config(CONTROL_UI, 'controlUi: { dangerouslyAllowHostHeaderOriginFallback: true },')],
    ],
  },
  'trusted-proxies-wide': {
    fails: [
      [
        'everybody, whatever the probes say',
        both(proxied('["0.0.0.0/0"]'), more(INGRESS), NAMED_PROBES),
        'trustedProxies',
      ],
      ['everybody', both(proxied('["0.0.0.0/0"]'), more(INGRESS)), 'trustedProxies'],
      ['all pods', both(proxied('["10.42.0.0/16"]'), more(INGRESS)), 'trustedProxies'],
      [
        'one too wide of two',
        both(proxied('["10.42.0.7",\n          "192.168.0.0/16"]'), more(INGRESS)),
        '"192.168.0.0/16"',
      ],
      ['IPv6', both(proxied('["fd00::/64"]'), more(INGRESS)), 'trustedProxies'],
    ],
    passes: [
      ['a /24', both(proxied('["10.42.0.0/24", "fd00::7/128"]'), more(INGRESS))],
      ['probes that name a client', both(proxied('["10.42.0.0/16"]'), more(INGRESS), NAMED_PROBES)],
    ],
  },
  'trusted-proxies-missing': {
    fails: [
      [
        'behind a route of another namespace',
        both(
          more(ROUTE.replace('namespace: openclaw', 'namespace: web').replace('port: 18789', 'namespace: openclaw')),
          config('openclaw.example.com', 'chat.example.com'),
        ),
        'gateway: {',
      ],
      ['behind an Ingress', more(INGRESS), 'gateway: {'],
      ['an empty list', both(proxied('[]'), more(INGRESS)), 'trustedProxies'],
      ['a proxy that vouches', config('mode: "token"', 'mode: "trusted-proxy"'), 'gateway: {'],
    ],
    passes: [
      [
        'a route to another namespace’s Service of that name',
        more(ROUTE.replace('namespace: openclaw', 'namespace: web')),
      ],
      ['the proxy’s address', both(TRUSTED, more(INGRESS))],
      ['nothing in front', {}],
    ],
  },
  'trusted-proxies-name': {
    fails: [
      ['a name', both(proxied('["traefik.kube-system.svc"]'), more(INGRESS)), 'trustedProxies'],
      ['a broken CIDR', both(proxied('["10.42.0.0/33"]'), more(INGRESS)), 'trustedProxies'],
    ],
    passes: [['addresses', both(proxied('["10.42.0.7", "fd00::7", " 10.42.1.0/28 "]'), more(INGRESS))]],
  },
  'device-auth-disabled': {
    fails: [
      [
        'set',
        config('controlUi: { enabled', 'controlUi: { dangerouslyDisableDeviceAuth: true, enabled'),
        'controlUi: {',
      ],
    ],
    passes: [['another of its flags', config('controlUi: { enabled', 'controlUi: { basePath: "/chat", enabled')]],
  },
  'bedrock-plugin': {
    fails: [
      [
        'a provider',
        config('update: {', 'models: { providers: { "amazon-bedrock": {} } },\n      update: {'),
        'models: { providers',
      ],
      [
        'a fallback',
        config(
          'primary: "anthropic/claude-sonnet-5"',
          'primary: "anthropic/claude-sonnet-5", fallbacks: ["amazon-bedrock/x"]',
        ),
        'model: { primary',
      ],
    ],
    passes: [
      [
        'Bedrock through LiteLLM',
        config(
          'update: {',
          'models: { providers: { litellm: { models: [{ id: "amazon-bedrock/x" }] } } },\n      update: {',
        ),
      ],
    ],
  },
  'config-syntax': {
    fails: [
      ['a comma too few', config('port: 18789,', 'port: 18789'), 'bind: "lan"'],
      [
        'an end too early',
        config('      logging: { consoleStyle: "json" },\n    }\n', '      logging: { consoleStyle: "json" },\n'),
        'logging: {',
      ],
      ['a line break in a string', config('"json"', '"js\n      on"'), 'logging: {'],
    ],
    passes: [
      ['all that JSON5 allows', config('port: 18789,', "/* port */ 'port': +0x4965,\n        _: [.5, 5., Infinity,],")],
    ],
  },
  'config-name': {
    fails: [
      [
        'config.yaml',
        both(
          config('openclaw.json: |', 'config.yaml: |'),
          deployment(['cp /config/openclaw.json', 'cp /config/config.yaml']),
        ),
        'config.yaml: |',
      ],
      [
        'config.json, mounted as a folder',
        both(
          config('openclaw.json: |', 'config.json: |'),
          deployment(
            ['mountPath: /config\n', 'mountPath: /nowhere\n'],
            [
              '            - name: tmp\n              mountPath: /tmp\n',
              '            - name: tmp\n              mountPath: /tmp\n            - name: config\n              mountPath: /home/node/.openclaw/etc\n',
            ],
          ),
        ),
        'config.json: |',
      ],
    ],
    passes: [
      [
        'another name that OpenClaw is told',
        both(
          config('openclaw.json: |', 'config.json: |'),
          READ_ONLY_CONFIG,
          deployment(['value: /config/openclaw.json', 'value: /config/config.json']),
        ),
      ],
      [
        'another name that the copy gives up',
        both(
          config('openclaw.json: |', 'gateway.json: |'),
          deployment(['cp /config/openclaw.json', 'cp /config/gateway.json']),
        ),
      ],
    ],
  },
  'config-providers': {
    fails: [['at the root', config('update: {', 'providers: {},\n      update: {'), 'providers: {']],
    passes: [['below models', config('update: {', 'models: { providers: {} },\n      update: {')]],
  },
  'config-read-only': {
    fails: [
      ['an address in bind', both(READ_ONLY_CONFIG, config(BIND, 'bind: "0.0.0.0"')), 'name: config', ['bind-raw-ip']],
      [
        'a key that moved',
        both(READ_ONLY_CONFIG, config('update: {', 'heartbeat: {},\n      update: {')),
        'name: config',
      ],
      [
        'a port that is none',
        both(READ_ONLY_CONFIG, config('port: 18789', 'port: 187890')),
        'name: config',
        ['service-port', 'probe-port'],
      ],
    ],
    passes: [
      ['a config of today', READ_ONLY_CONFIG],
      ['an old form in a copy', config('update: {', 'heartbeat: {},\n      update: {')],
    ],
  },
  'config-copy-restored': {
    fails: [
      ['the copy alone', deployment([' && rm -f /state/openclaw.json.bak*', '']), 'command: '],
      ['something else removed', deployment(['rm -f /state/openclaw.json.bak*', 'rm -f /state/other']), 'command: '],
    ],
    passes: [
      [
        'an init container that writes nothing',
        deployment([/command: \[sh, -c, cp.*/, 'command: [sh, /config/check.sh]']),
      ],
      [
        'one that cannot write',
        deployment(
          [' && rm -f /state/openclaw.json.bak*', ''],
          ['mountPath: /state\n', 'mountPath: /state\n              readOnly: true\n'],
        ),
      ],
      [
        'a first copy only',
        deployment([
          'cp /config/openclaw.json /state/openclaw.json && rm -f /state/openclaw.json.bak*',
          'cp -n /config/openclaw.json /state/openclaw.json',
        ]),
      ],
      [
        'backups found and deleted',
        deployment(['rm -f /state/openclaw.json.bak*', "find /state -name 'openclaw.json.bak*' -delete"]),
      ],
    ],
  },
  'state-off-volume': {
    fails: [
      ['another folder', deployment(['value: /home/node/.openclaw', 'value: /data']), 'name: OPENCLAW_STATE_DIR'],
      [
        'a volume that cannot be written',
        deployment([
          'mountPath: /home/node/.openclaw\n',
          'mountPath: /home/node/.openclaw\n              readOnly: true\n',
        ]),
        'name: OPENCLAW_STATE_DIR',
      ],
    ],
    passes: [
      ['a folder below the mount', deployment(['value: /home/node/.openclaw', 'value: /home/node/.openclaw/state/'])],
      [
        'the default, in another home',
        deployment(
          ['            - name: OPENCLAW_STATE_DIR\n              value: /home/node/.openclaw\n', ''],
          ['mountPath: /home/node/.openclaw', 'mountPath: /home/me/.openclaw'],
        ),
      ],
    ],
  },
  'state-empty-dir': {
    fails: [
      [
        'an emptyDir',
        deployment([
          '          persistentVolumeClaim:\n            claimName: openclaw-data',
          '          emptyDir: {}',
        ]),
        'name: data',
      ],
    ],
    passes: [
      [
        'a folder of the node',
        deployment([
          '          persistentVolumeClaim:\n            claimName: openclaw-data',
          '          hostPath: { path: /srv/openclaw }',
        ]),
      ],
    ],
  },
  'storage-encrypted': {
    fails: [['longhorn-encrypted', claim('storageClassName: longhorn-encrypted'), 'storageClassName']],
    passes: [['another class', claim('storageClassName: longhorn-ssd')]],
  },
  'strategy-rolling': {
    fails: [
      ['by name', deployment(['type: Recreate', 'type: RollingUpdate']), 'type: RollingUpdate'],
      ['by default', deployment(['  strategy:\n    type: Recreate\n', '']), 'spec:'],
    ],
    passes: [['Recreate', {}]],
  },
  'replicas-many': {
    fails: [['two', deployment(['replicas: 1', 'replicas: 2']), 'replicas']],
    passes: [
      ['none at all', deployment(['replicas: 1', 'replicas: 0'])],
      ['the default', deployment(['  replicas: 1\n', ''])],
    ],
  },
  'fs-group-missing': {
    fails: [['none', deployment(['        fsGroup: 1000\n', '']), 'securityContext']],
    passes: [
      [
        'a class that everybody may write',
        both(deployment(['        fsGroup: 1000\n', '']), claim('storageClassName: local-path')),
      ],
      ['as root', deployment(['        fsGroup: 1000\n', ''], ['runAsUser: 1000', 'runAsUser: 0'])],
      [
        'an init container that gives it away',
        deployment(
          ['        fsGroup: 1000\n', ''],
          ['command: [sh, -c, cp', 'command: [sh, -c, chown -R 1000 /state && cp'],
        ),
      ],
    ],
  },
  'root-read-only-tmp': {
    fails: [
      [
        'no volume',
        deployment(
          ['            - name: tmp\n              mountPath: /tmp\n', ''],
          ['value: /tmp/cache', 'value: /home/node/.openclaw/cache'],
        ),
        'securityContext: *locked',
      ],
    ],
    passes: [
      [
        'a root that can be written',
        deployment(
          ['            - name: tmp\n              mountPath: /tmp\n', ''],
          ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
        ),
      ],
    ],
  },
  'root-read-only-cache': {
    fails: [
      [
        'no variable',
        deployment(['            - name: XDG_CACHE_HOME\n              value: /tmp/cache\n', '']),
        'securityContext: *locked',
      ],
      ['a folder on no volume', deployment(['value: /tmp/cache', 'value: /var/cache']), 'securityContext: *locked'],
    ],
    passes: [['a cache on the volume', deployment(['value: /tmp/cache', 'value: /home/node/.openclaw/cache'])]],
  },
  'memory-below-start': {
    fails: [
      ['512Mi', deployment([LIMIT, 'limits: { memory: 512Mi }']), 'limits: { memory: 512Mi'],
      ['a decimal gigabyte', deployment([LIMIT, 'limits: { memory: 1G }']), 'limits: { memory: 1G'],
    ],
    passes: [
      ['none', deployment([LIMIT, 'limits: {}'])],
      ['bytes', deployment([LIMIT, 'limits: { memory: 2147483648 }'])],
    ],
  },
  'memory-tight': {
    fails: [
      ['kibibytes', deployment([LIMIT, 'limits: { memory: 1048576Ki }']), 'limits: { memory: 1048576Ki'],
      ['1Gi', deployment([LIMIT, 'limits: { memory: 1Gi }']), 'limits: { memory: 1Gi'],
      ['1.5Gi', deployment([LIMIT, 'limits: { memory: 1.5Gi }']), 'limits: { memory: 1.5Gi'],
    ],
    passes: [['2Gi', {}]],
  },
  'heap-above-limit': {
    fails: [['3 of 2 GiB', env('NODE_OPTIONS', '--max-old-space-size=3072'), 'name: NODE_OPTIONS']],
    passes: [['1.5 of 2 GiB', env('NODE_OPTIONS', '--max-old-space-size=1536')]],
  },
  'probes-missing': {
    fails: [['no startupProbe', deployment([STARTUP, '']), 'name: openclaw']],
    passes: [['all three', {}]],
  },
  'probes-start': {
    fails: [
      ['/healthz', probe('startupProbe', STARTUPZ, HEALTHZ), 'httpGet: { path: /healthz'],
      [
        '/readyz',
        probe('readinessProbe', STARTUPZ, 'httpGet: { path: /readyz, port: http }'),
        'httpGet: { path: /readyz',
      ],
      ['the port alone', probe('readinessProbe', STARTUPZ, 'tcpSocket: { port: http }'), 'readinessProbe'],
      ['the CLI', probe('readinessProbe', STARTUPZ, 'exec: { command: [openclaw, gateway, health] }'), 'exec: {'],
    ],
    passes: [
      ['its other spelling', probe('readinessProbe', STARTUPZ, 'httpGet: { path: /startup, port: http }')],
      [
        'a command that asks for it',
        probe(
          'readinessProbe',
          STARTUPZ,
          'exec: { command: [node, -e, "fetch(\'http://127.0.0.1:18789/startupz\')"] }',
        ),
      ],
    ],
  },
  'probes-liveness': {
    fails: [
      [
        '/readyz',
        probe('livenessProbe', HEALTHZ, 'httpGet: { path: /readyz, port: http }'),
        'httpGet: { path: /readyz',
      ],
      ['the root', probe('livenessProbe', HEALTHZ, 'httpGet: { port: http }'), 'httpGet: { port: http'],
    ],
    passes: [['its other spelling', probe('livenessProbe', HEALTHZ, 'httpGet: { path: /health, port: http }')]],
  },
  'probe-port': {
    fails: [
      [
        'another number',
        probe('livenessProbe', HEALTHZ, 'httpGet: { path: /healthz, port: 8080 }'),
        'httpGet: { path: /healthz',
      ],
      [
        'a name of nobody',
        probe('livenessProbe', HEALTHZ, 'httpGet: { path: /healthz, port: web }'),
        'httpGet: { path: /healthz',
      ],
      [
        'the name of another container',
        both(
          sidecar('nginx:1.29', SIDECAR_PORT),
          probe('livenessProbe', HEALTHZ, 'httpGet: { path: /healthz, port: proxy }'),
        ),
        'httpGet: { path: /healthz',
      ],
    ],
    passes: [
      ['its number', probe('livenessProbe', HEALTHZ, 'httpGet: { path: /healthz, port: 18789 }')],
      [
        'the port of a sidecar',
        both(
          sidecar('nginx:1.29', SIDECAR_PORT),
          probe('livenessProbe', HEALTHZ, 'httpGet: { path: /healthz, port: 4180 }'),
        ),
      ],
      [
        'any, when nobody says where the gateway listens',
        both(config('port: 18789,', ''), probe('livenessProbe', HEALTHZ, 'httpGet: { path: /healthz, port: 8080 }')),
      ],
    ],
  },
  'startup-budget': {
    fails: [['a minute', startup('periodSeconds: 5, failureThreshold: 12'), 'startupProbe']],
    passes: [['three minutes', startup('failureThreshold: 18')]],
  },
  'grace-period': {
    fails: [
      [
        'too short',
        deployment(['terminationGracePeriodSeconds: 330', 'terminationGracePeriodSeconds: 60']),
        'terminationGrace',
      ],
      ['the default', deployment(['      terminationGracePeriodSeconds: 330\n', '']), '    spec:'],
    ],
    passes: [['longer', deployment(['terminationGracePeriodSeconds: 330', 'terminationGracePeriodSeconds: 345'])]],
  },
  'node-too-old': {
    fails: [['Node 22', { facts: { nodeRange: ENGINES, baseNodeVersion: '22.23.3' } }, 'image: 1234']],
    passes: [
      ['Node 24', { facts: { nodeRange: ENGINES, baseNodeVersion: '24.21.0' } }],
      ['nobody knows', { facts: { nodeRange: ENGINES } }],
    ],
  },
  'architecture-mismatch': {
    fails: [['arm64 on amd64', { facts: { architecture: 'arm64' } }, 'kubernetes.io/arch']],
    passes: [
      ['the same', { facts: { architecture: 'amd64' } }],
      [
        'any node',
        {
          ...deployment(['      nodeSelector:\n        kubernetes.io/arch: amd64\n', '']),
          facts: { architecture: 'arm64' },
        },
      ],
    ],
  },
  'image-mutable': {
    fails: [
      ['latest', deployment(['busybox:1.36', 'busybox:latest']), 'image: busybox'],
      ['no tag', sidecar('registry.example.com:5000/nginx'), 'image: registry'],
    ],
    passes: [
      ['a digest', deployment(['busybox:1.36', `busybox@sha256:${'ab'.repeat(32)}`])],
      ['the gateway’s own, which is pinned', {}],
    ],
  },
  'service-account-token': {
    fails: [['not said', deployment(['      automountServiceAccountToken: false\n', '']), '    spec:']],
    passes: [
      [
        'said by the account',
        both(
          deployment(['automountServiceAccountToken: false', 'serviceAccountName: gateway']),
          more(
            'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: gateway\n  namespace: openclaw\nautomountServiceAccountToken: false\n',
          ),
        ),
      ],
    ],
  },
  'secret-plain-text': {
    fails: [
      ['a Secret', secret('  OPENCLAW_GATEWAY_TOKEN: hunter2\n'), 'OPENCLAW_GATEWAY_TOKEN: hunter2'],
      ['the config', config('token: "${OPENCLAW_GATEWAY_TOKEN}"', 'token: "hunter2"'), 'auth: {'],
      ['a variable', env('ANTHROPIC_API_KEY', 'hunter2'), 'name: ANTHROPIC_API_KEY'],
    ],
    passes: [
      ['values that another tool fills in', TOKEN],
      ['a variable that is none', env('CACHE_TOKENS', '"5"')],
    ],
  },
  'service-selector': {
    fails: [
      ['a typing error', service('app.kubernetes.io/name: openclaw', 'app.kubernetes.io/name: openclaws'), 'selector'],
    ],
    passes: [
      ['no selector, for endpoints by hand', service('  selector:\n    app.kubernetes.io/name: openclaw\n', '')],
      [
        'a Service of another namespace',
        more(
          'apiVersion: v1\nkind: Service\nmetadata:\n  name: litellm\n  namespace: litellm\nspec:\n  selector: { app: litellm }\n  ports: [{ port: 4000, protocol: TCP }]\n',
        ),
      ],
    ],
  },
  'service-port': {
    fails: [
      ['a name of nobody', service('targetPort: http', 'targetPort: web'), 'targetPort'],
      ['another number', service('targetPort: http', 'targetPort: 8080'), 'targetPort'],
      ['the Service’s own number', service('port: 18789\n      targetPort: http', 'port: 80'), 'port: 80'],
      ['a number in quotes, which is a name', service('targetPort: http', 'targetPort: "18789"'), 'targetPort'],
      ['another port in the config', config('port: 18789', 'port: 19070'), 'targetPort', ['probe-port']],
    ],
    passes: [
      [
        'an empty selector, which selects nothing',
        both(
          service('targetPort: http', 'targetPort: web'),
          service('selector:\n    app.kubernetes.io/name: openclaw', 'selector: {}'),
        ),
      ],
      ['its number', service('targetPort: http', 'targetPort: 18789')],
      [
        'another port by variable, everywhere',
        both(env('OPENCLAW_GATEWAY_PORT', '"19070"'), deployment(['containerPort: 18789', 'containerPort: 19070'])),
      ],
      ['a sidecar', both(sidecar('nginx:1.29', SIDECAR_PORT), service('targetPort: http', 'targetPort: proxy'))],
    ],
  },
  'namespace-mismatch': {
    fails: [
      ['the claim', { edits: { pvc: [['namespace: openclaw', 'namespace: default']] } }, 'namespace: default'],
      ['the config without one', config('  namespace: openclaw\n', ''), 'metadata'],
      ['the Service', service('namespace: openclaw', 'namespace: web'), 'namespace: web'],
    ],
    passes: [
      [
        'one of the same name elsewhere',
        more('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: openclaw-config\n  namespace: other\n'),
      ],
    ],
  },
  'duplicate-object': {
    fails: [
      [
        'once with and once without a namespace',
        more('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: openclaw-config\n'),
        'apiVersion',
      ],
    ],
    passes: [
      [
        'two namespaces',
        more('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: openclaw-config\n  namespace: other\n'),
      ],
    ],
  },
  'port-protocol': {
    fails: [
      ['of a Service', service('      protocol: TCP\n', ''), '- name: http'],
      ['of a container', deployment(['              protocol: TCP\n', '']), '- name: http'],
    ],
    passes: [['both', {}]],
  },
  'ignore-without-reason': {
    fails: [
      ['no reason', note('grace-period'), 'openclaw-deploy/lint-ignore'],
      ['an unknown rule', note('no-such-rule: because'), 'openclaw-deploy/lint-ignore'],
    ],
    passes: [['a reason', note('grace-period: tasks are short; memory-tight: measured')]],
  },
}

function sourcesOf({ edits = {}, more: texts = [] }: Variant): Source[] {
  const sources = shipped().map(({ path, text }) => {
    const name = path.replace(/.*\/|\.yaml$/g, '') as Name
    const edited = (edits[name] ?? []).reduce((before, [from, to]) => {
      const after = before.replace(from, () => to)
      if (after === before) throw new Error(`${path} does not hold ${from}`)
      return after
    }, text)
    return { path, text: edited }
  })
  return [...sources, ...texts.map((text, index) => ({ path: `more-${index}.yaml`, text }))]
}

const FAILS = Object.entries(CASES).flatMap(([id, { fails }]) =>
  fails.map(([what, variant, at, also = []]) => ({ id, what, variant, at, also })),
)
const PASSES = Object.entries(CASES).flatMap(([id, { passes }]) =>
  passes.map(([what, variant]) => ({ id, what, variant })),
)

describe('the rules', () => {
  test('all have a fixture that fails and one that passes', () => {
    expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort())
    for (const { fails, passes } of Object.values(CASES)) {
      expect(Math.min(fails.length, passes.length)).toBeGreaterThan(0)
    }
  })

  test('the manifests that we ship break none', () => {
    const facts = { nodeRange: ENGINES, baseNodeVersion: '24.21.0', architecture: 'amd64' }
    expect(findingsOf(shipped(), { facts })).toEqual([])
  })

  test('with the example of a Secret beside them, that one is to be encrypted', () => {
    const path = 'manifests/secret.example.yaml'
    const found = findingsOf([...shipped(), { path, text: readFileSync(join(root, path), 'utf8') }])
    expect(found.map(({ rule, where }) => [rule, where.file])).toEqual([['secret-plain-text', path]])
  })

  test.each(FAILS)('$id: $what', ({ id, variant, at, also }) => {
    const sources = sourcesOf(variant)
    const findings = findingsOf(sources, { facts: variant.facts ?? {} })
    const found = findings.filter(({ rule }) => rule === id)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      severity: RULES.find((rule) => rule.id === id)?.severity,
      message: expect.stringMatching(/^\w.*[^.]$/),
      fix: expect.stringMatching(/^\w.*[^.]$/),
    })
    const { file, line = 0 } = found[0]?.where ?? { file: '' }
    const text = sources.find(({ path }) => path === file)?.text.split('\n')[line - 1] ?? ''
    expect(text.replace(/^\s*(- )?/, '')).toContain(at.replace(/^\s*(- )?/, ''))
    expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual([id, ...also].sort())
  })

  test.each(PASSES)('$id is content: $what', ({ id, variant }) => {
    const findings = findingsOf(sourcesOf(variant), { facts: variant.facts ?? {} })
    expect(findings.filter(({ rule }) => rule === id)).toEqual([])
  })
})
