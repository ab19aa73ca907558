import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type Facts, RULES } from '../../../../src/manifests/lint/index.ts'
import { ENGINES, findingsOf, root, type Source, shipped } from './support.ts'

type Name = 'configmap' | 'pvc' | 'deployment' | 'service' | 'namespace'
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
  /** The same, where it is no more than a warning. */
  readonly warns?: Case['fails']
  /** As close as can be without breaking it. */
  readonly passes: readonly (readonly [what: string, variant: Variant])[]
}

const config = (from: string, to: string): Variant => ({ edits: { configmap: [[from, to]] } })
const deployment = (...edits: Edit[]): Variant => ({ edits: { deployment: edits } })
const service = (from: string, to: string): Variant => ({ edits: { service: [[from, to]] } })
const both = (...variants: Variant[]): Variant => ({
  edits: Object.fromEntries(
    (['configmap', 'pvc', 'deployment', 'service', 'namespace'] as const).map((name) => [
      name,
      variants.flatMap(({ edits }) => edits?.[name] ?? []),
    ]),
  ),
  more: variants.flatMap(({ more }) => more ?? []),
})
const more = (...texts: string[]): Variant => ({ more: texts })

const BIND = 'bind: "lan"'
/** Objects that name no namespace. */
const unplaced = (...names: Name[]): Variant => ({
  edits: Object.fromEntries(names.map((name) => [name, [['  namespace: open-webui\n', '']]])),
})
/** Texts of more of them. */
const unplacedTexts = ({ more: texts = [] }: Variant): Variant =>
  more(...texts.map((text) => text.replace(/,? *namespace: open-webui\n?/, '')))
const CONTROL_UI = 'controlUi: { enabled: true, allowedOrigins: ["https://openclaw.example.com"] },'
const AUTH = 'auth: { mode: "token", token: "${OPENCLAW_GATEWAY_TOKEN}" },'
const ENV_FROM = '          envFrom:\n            - secretRef:\n                name: openclaw-secrets\n'
const ENV = '          env:\n'
const LIMIT = 'limits: { memory: 2Gi }'
const HOSTNAME = '      hostname: openclaw\n'
const CLAIM = '          persistentVolumeClaim:\n            claimName: openclaw-data'
const EMPTY_STATE = deployment([CLAIM, '          emptyDir: {}'])
const NODE_STATE = deployment([CLAIM, '          hostPath: { path: /srv/openclaw }'])
const COPY = 'rm -rf /state/config && mkdir -m 700 /state/config && cp /config/openclaw.json /state/config/'
const READ_ONLY_CONFIG: Variant = deployment(
  ['value: /home/node/.openclaw/config/openclaw.json', 'value: /config/openclaw.json'],
  [
    '            - name: tmp\n              mountPath: /tmp\n',
    '            - name: tmp\n              mountPath: /tmp\n            - name: config\n              mountPath: /config\n',
  ],
)

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: openclaw
  namespace: open-webui
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
  namespace: open-webui
spec:
  hostnames: [chat.example.com]
  rules:
    - backendRefs:
        - name: openclaw
          port: 18789
`
/** A webhook's own port in the gateway's container, listed beside the gateway's. */
const WEBHOOK = deployment([
  '              containerPort: 18789\n',
  '              containerPort: 18789\n            - { name: telegram, protocol: TCP, containerPort: 8787 }\n',
])
const webhookPort = (target: string) =>
  service(
    'targetPort: http',
    `targetPort: http\n    - { name: telegram, protocol: TCP, port: 8787, targetPort: ${target} }`,
  )
/** Routes to the gateway's own port by a path, under another host than the Control UI's. */
const byIngress = (path: string) =>
  INGRESS.replace('openclaw.example.com', 'bot.example.com').replace('path: /\n', `path: ${path}\n`)
const byRoute = (match: string, spec = '', ...lines: string[]) =>
  `apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: bot, namespace: open-webui }\nspec:\n${spec}  routes:\n    - match: ${match}\n${lines.map((line) => `      ${line}\n`).join('')}      services: [{ name: openclaw, port: 18789 }]\n`
const byMatches = (matches: string, filters = '[]') =>
  ROUTE.replace('chat.', 'bot.').replace(
    '- backendRefs',
    `- matches: ${matches}\n      filters: ${filters}\n      backendRefs`,
  )
const CHAT = 'Host(`bot.example.com`) && PathPrefix(`/googlechat`)'
const CHAT_MATCHES = '[{ path: { type: PathPrefix, value: /googlechat } }]'
const basePath = (path: string) => config('enabled: true', `enabled: true, basePath: "${path}"`)
const OTHER_SERVICE = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: open-webui }
spec: { selector: { cnpg.io/cluster: db }, ports: [{ protocol: TCP, port: 5432 }] }
`
const POD = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: openclaw-bob, namespace: bob }
spec:
  template:
    metadata: { labels: { app.kubernetes.io/name: openclaw } }
    spec: { containers: [] }
`
const WEBHOOK_SERVICE = `apiVersion: v1
kind: Service
metadata: { name: telegram, namespace: open-webui }
spec:
  selector: { app.kubernetes.io/name: openclaw }
  ports: [{ name: web, protocol: TCP, port: 80, targetPort: telegram }]
`
const channels = (text: string) => config('update: {', `channels: { ${text} },\n      update: {`)
const TELEGRAM = 'telegram: { webhookUrl: "https://tg.example.com/telegram-webhook", webhookHost: "0.0.0.0" }'
/** An Ingress to a port of a Service, under a webhook's host. */
const webhookIngress = (name: string, port: string) =>
  INGRESS.replace('  name: openclaw\n', '  name: telegram\n')
    .replace('openclaw.example.com', 'tg.example.com')
    .replace('name: openclaw\n                port: { name: http }', `name: ${name}\n                port: ${port}`)
const LOOPBACK = config(BIND, 'bind: "loopback"')
const proxied = (proxies: string): Variant => config(BIND, `trustedProxies: ${proxies}, ${BIND}`)
/** What 10.42.0.0/24 is without the node. */
const PODS =
  '["10.42.0.2/31", "10.42.0.4/30", "10.42.0.8/29", "10.42.0.16/28", "10.42.0.32/27", "10.42.0.64/26", "10.42.0.128/25"]'
const TRUSTED = proxied('["10.42.0.7"]')
const sidecar = (image: string, ports = ''): Variant =>
  deployment(['      containers:\n', `      containers:\n        - name: proxy\n          image: ${image}\n${ports}`])
const SIDECAR_PORT = '          ports:\n            - { name: proxy, protocol: TCP, containerPort: 4180 }\n'
const claim = (field: string): Variant => ({ edits: { pvc: [['storageClassName: longhorn', field]] } })
const claimNamed = (name: string): Variant => ({ edits: { pvc: [['name: openclaw-data', `name: ${name}`]] } })
const secret = (values: string): Variant =>
  more(
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: openclaw-secrets\n  namespace: open-webui\nstringData:\n${values}`,
  )
const TOKEN = secret('  OPENCLAW_GATEWAY_TOKEN: ${OPENCLAW_GATEWAY_TOKEN}\n')
const probe = (name: string, from: string, to: string): Variant =>
  deployment([`${name}:\n            ${from}`, `${name}:\n            ${to}`])
const STARTUPZ = 'httpGet: { path: /startupz, port: http }'
const HEALTHZ = 'httpGet: { path: /healthz, port: http }'
const named = STARTUPZ.replace(' }', ', httpHeaders: [{ name: X-Forwarded-For, value: 192.0.2.1 }] }')
const NAMED_PROBES = both(probe('startupProbe', STARTUPZ, named), probe('readinessProbe', STARTUPZ, named))
/** Probes that ask from within the container. */
const ASKED_INSIDE = both(
  ...(['startupProbe', 'readinessProbe', 'livenessProbe'] as const).map((name) => {
    const path = name === 'livenessProbe' ? 'healthz' : 'startupz'
    const asked = `exec: { command: [curl, -f, "http://127.0.0.1:18789/${path}"] }`
    return probe(name, name === 'livenessProbe' ? HEALTHZ : STARTUPZ, asked)
  }),
)
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
/** The mode trusted-proxy, as it should be unless it is said otherwise. */
const vouched = ({ settings = VOUCHED, proxies = '["10.42.0.7"]', more: others = '' } = {}): Variant =>
  config(
    AUTH,
    `auth: { mode: "trusted-proxy",\n          trustedProxy: { ${settings} }${others} },\n        trustedProxies: ${proxies},`,
  )
const VOUCHED = 'userHeader: "x-forwarded-email", allowUsers: ["alice@example.com"]'
const approve = (text: string) => vouched({ settings: `${VOUCHED},\n            deviceAutoApprove: { ${text} }` })
/** An IngressRoute to the gateway, with more lines in its only route. */
const route = (...lines: string[]): Variant =>
  more(
    `apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: openclaw, namespace: open-webui }\nspec:\n  routes:\n    - match: Host(\`openclaw.example.com\`)\n${lines.map((line) => `      ${line}\n`).join('')}      services:\n        - { name: openclaw, port: 18789 }\n`,
  )
const middleware = (name: string, spec: string): Variant =>
  more(
    `apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: ${name}, namespace: open-webui }\nspec: { ${spec} }\n`,
  )
const FORWARD = 'forwardAuth: { address: "http://oauth2-proxy", authResponseHeaders: [X-Forwarded-Email] }'
const annotated = (annotation: string): Variant =>
  more(INGRESS.replace('  namespace: open-webui\n', `  namespace: open-webui\n  annotations:\n    ${annotation}\n`))
const GATEWAY = '{ matchLabels: { app.kubernetes.io/name: openclaw } }'
/** A NetworkPolicy with the lines of its spec. */
const policy = (...spec: string[]): Variant => namedPolicy('guard', ...spec)
const namedPolicy = (name: string, ...spec: string[]): Variant =>
  more(
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: open-webui }\nspec:\n${spec.map((line) => `  ${line}\n`).join('')}`,
  )
const ingress = (rules: string): Variant => policy(`podSelector: ${GATEWAY}`, `ingress: ${rules}`)
const egress = (...rules: string[]): Variant =>
  policy(`podSelector: ${GATEWAY}`, 'policyTypes: [Egress]', `egress: [${rules.join(', ')}]`)
const DNS = '{ ports: [{ protocol: UDP, port: 53 }, { port: 53 }] }'
const HTTPS = '{ ports: [{ port: 443 }] }'
const PUBLIC = '{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16] } }] }'
const inNamespace = (name: string) =>
  `{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }] }`
/** A PodDisruptionBudget over the gateway. */
const budget = (field: string, selector = GATEWAY): Variant =>
  more(
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: guard, namespace: open-webui }\nspec:\n  selector: ${selector}\n  ${field}\n`,
  )
/** Labels of the Namespace for Pod Security admission. */
const security = (labels: Readonly<Record<string, string>>): Variant => ({
  edits: {
    namespace: [
      [
        '  name: open-webui\n',
        `  name: open-webui\n  labels: { ${Object.entries(labels).map(([mode, value]) => `pod-security.kubernetes.io/${mode}: ${value}`)} }\n`,
      ],
    ],
  },
})
const FS_GROUP = '        fsGroup: 1000\n'
const ESCALATES = deployment(['            allowPrivilegeEscalation: false\n', ''])
const volume = (source: string): Variant => deployment([/$/, `        - name: more\n          ${source}\n`])
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
      [
        'a probe of the node’s loopback, which is not the pod’s',
        both(LOOPBACK, probe('livenessProbe', HEALTHZ, HEALTHZ.replace('path', 'host: 127.0.0.1, path'))),
        'bind: "loopback"',
      ],
      [
        'an ingress',
        both(config(BIND, 'trustedProxies: ["10.42.0.7"], bind: "loopback"'), ASKED_INSIDE, more(INGRESS)),
        'bind: "loopback"',
      ],
      ['a NodePort', both(LOOPBACK, ASKED_INSIDE, service('spec:\n', 'spec:\n  type: NodePort\n')), 'bind: "loopback"'],
      [
        'a LoadBalancer',
        both(LOOPBACK, ASKED_INSIDE, service('spec:\n', 'spec:\n  type: LoadBalancer\n')),
        'bind: "loopback"',
      ],
    ],
    warns: [
      ['a Service for port-forward alone', both(LOOPBACK, ASKED_INSIDE), 'bind: "loopback"'],
      [
        'the same, and probes on the loopback of a pod in the node’s network',
        both(
          LOOPBACK,
          deployment(
            ['    spec:\n', '    spec:\n      hostNetwork: true\n'],
            [/httpGet: \{/g, 'httpGet: { host: 127.0.0.1,'],
          ),
        ),
        'bind: "loopback"',
        ['pod-gives-node'],
      ],
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
          ASKED_INSIDE,
        ),
      ],
      [
        'a webhook’s port alone',
        both(
          config(BIND, 'bind: "loopback"'),
          channels(TELEGRAM),
          WEBHOOK,
          service('targetPort: http', 'targetPort: telegram'),
          ASKED_INSIDE,
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
      ...(
        [
          ['the Control UI’s path by an Ingress', byIngress('/ui'), '/ui'],
          ['one above it', byRoute('Host(`bot.example.com`) && PathPrefix(`/ui`)'), '/ui/own'],
          ['one below it', byMatches('[{ path: { value: /ui/own/ } }]'), 'ui'],
          ['a path beside it, where nobody knows where that is', byIngress('/googlechat'), '${UI}'],
          ['a path that is a pattern', byIngress('/(.*)'), '/'],
          ['one path of two', byMatches('[{ path: { value: /googlechat } }, { path: { value: / } }]'), '/'],
          ['one match without a path', byMatches('[{ path: { value: /googlechat } }, { method: GET }]'), '/'],
          ['a regular expression', byMatches('[{ path: { type: RegularExpression, value: /googlechat } }]'), '/'],
          ['a path or a host', byRoute(CHAT.replace('&&', '||')), '/'],
          ['all but a path', byRoute(`"${CHAT.replace('PathPrefix', '!PathPrefix')}"`), '/'],
          ['a path that its middleware takes away', byRoute(CHAT, '', 'middlewares: [{ name: unseen }]'), '/'],
          ['one that a parent may take away', byRoute(CHAT, '  parentRefs: [{ name: all }]\n'), '/'],
          ['one that a filter takes away', byMatches(CHAT_MATCHES, '[{ type: URLRewrite }]'), '/'],
          [
            'one that an annotation takes away',
            byIngress('/googlechat').replace(
              'spec:',
              '  annotations: { nginx.ingress.kubernetes.io/rewrite-target: / }\nspec:',
            ),
            '/',
          ],
        ] as const
      ).map(([what, text, path]) => [what, both(TRUSTED, basePath(path), more(text)), 'controlUi: {'] as const),
      ['a Service without a namespace', both(TRUSTED, unplaced('service'), more(ROUTE)), 'controlUi: {'],
      ['a route without a namespace', both(TRUSTED, unplacedTexts(more(ROUTE))), 'controlUi: {'],
      [
        'the gateway’s port of a Service that has a webhook’s too',
        both(TRUSTED, WEBHOOK, webhookPort('telegram'), more(webhookIngress('openclaw', '{ number: 18789 }'))),
        'controlUi: {',
      ],
      [
        'a route to a Service that says no port',
        both(TRUSTED, WEBHOOK, webhookPort('telegram'), more(ROUTE.replace('          port: 18789\n', ''))),
        'controlUi: {',
      ],
      [
        'a sidecar before the gateway',
        both(
          TRUSTED,
          more(INGRESS.replace('openclaw.example', 'other.example')),
          sidecar('nginx:1.29', SIDECAR_PORT),
          service('targetPort: http', 'targetPort: proxy'),
        ),
        'controlUi: {',
      ],
    ],
    passes: [
      ['the host of the Ingress', both(TRUSTED, more(INGRESS))],
      ['a webhook’s path by an Ingress', both(TRUSTED, more(byIngress('/googlechat')))],
      ['by an IngressRoute', both(TRUSTED, more(byRoute(CHAT)))],
      [
        'by one with two paths, and a middleware that leaves them',
        both(
          TRUSTED,
          more(
            byRoute(
              'Host(`bot.example.com`) && (Path(`/googlechat`) || PathPrefix(`/plugins`, `/hooks`))',
              '',
              'middlewares: [{ name: slow }]',
            ),
          ),
          middleware('slow', 'rateLimit: { average: 5 }'),
        ),
      ],
      ['by an HTTPRoute', both(TRUSTED, more(byMatches(CHAT_MATCHES)))],
      ['beside the Control UI’s own path', both(TRUSTED, basePath('/openclaw'), more(byRoute(CHAT)))],
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
      [
        'an ingress to a webhook’s port',
        both(TRUSTED, WEBHOOK, more(WEBHOOK_SERVICE, webhookIngress('telegram', '{ name: web }'))),
      ],
      [
        'an ingress to a webhook’s port of the gateway’s own Service',
        both(TRUSTED, WEBHOOK, webhookPort('telegram'), more(webhookIngress('openclaw', '{ name: telegram }'))),
      ],
      [
        'one for both hosts',
        both(
          TRUSTED,
          WEBHOOK,
          webhookPort('telegram'),
          more(INGRESS + webhookIngress('openclaw', '{ name: telegram }').replace(/^[\s\S]*?(?= {4}- host)/, '')),
        ),
      ],
      [
        'one route for each',
        both(
          TRUSTED,
          WEBHOOK,
          webhookPort('telegram'),
          more(
            'apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: openclaw, namespace: open-webui }\nspec:\n  routes:\n    - { match: Host(`openclaw.example.com`), services: [{ name: openclaw, port: http }] }\n    - { match: Host(`tg.example.com`), services: [{ name: openclaw, port: telegram }] }\n',
          ),
        ),
      ],
      [
        'such an ingress of before networking.k8s.io/v1',
        both(
          TRUSTED,
          WEBHOOK,
          webhookPort('telegram'),
          more(
            'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: { name: telegram, namespace: open-webui }\nspec:\n  rules:\n    - host: tg.example.com\n      http: { paths: [{ backend: { serviceName: openclaw, servicePort: 8787 } }] }\n',
          ),
        ),
      ],
      [
        'such a route',
        both(
          TRUSTED,
          WEBHOOK,
          webhookPort('telegram'),
          more(ROUTE.replace('port: 18789', 'port: 8787').replace('chat.', 'tg.')),
        ),
      ],
      [
        'a webhook where nothing says the gateway’s port',
        both(
          TRUSTED,
          WEBHOOK,
          config('        port: 18789,\n', ''),
          channels(TELEGRAM),
          more(WEBHOOK_SERVICE, webhookIngress('telegram', '{ name: web }')),
        ),
      ],
    ],
  },
  'origins-unset': {
    fails: [
      ['a webhook’s route', both(TRUSTED, config(CONTROL_UI, ''), more(byRoute(CHAT))), 'gateway: {'],
      ['no Control UI settings', config(CONTROL_UI, ''), 'gateway: {'],
    ],
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
      ['a half of all, with private ones in it', both(proxied('["128.0.0.0/1"]'), more(INGRESS)), 'trustedProxies'],
      ['addresses of a carrier or of Tailscale', both(proxied('["100.64.0.0/10"]'), more(INGRESS)), 'trustedProxies'],
      ['link-local ones', both(proxied('["fe80::/64"]'), more(INGRESS)), 'trustedProxies'],
      ['IPv4 written as IPv6', both(proxied('["::ffff:10.0.0.0/104"]'), more(INGRESS)), 'trustedProxies'],
      ['the pods of a node, and it', both(proxied('["10.42.0.0/24"]'), more(INGRESS)), 'trustedProxies'],
      ['the node alone', both(proxied('["10.42.3.1"]'), more(INGRESS)), 'trustedProxies'],
    ],
    passes: [
      [
        'public ranges, such as Cloudflare’s',
        both(proxied('["173.245.48.0/20", "104.16.0.0/13", "2400:cb00::/32"]'), more(INGRESS)),
      ],
      ['loopback, of a sidecar', both(proxied('["127.0.0.0/8", "10.42.0.7"]'), more(INGRESS))],
      ['a /24', both(proxied('["192.168.7.0/24", "fd00::7/128"]'), more(INGRESS))],
      ['the pods of a node without it', both(proxied(PODS), more(INGRESS))],
      ['probes that name a client', both(proxied('["10.42.0.0/16"]'), more(INGRESS), NAMED_PROBES)],
    ],
  },
  'trusted-proxies-missing': {
    fails: [
      [
        'behind a route of another namespace',
        both(
          more(
            ROUTE.replace('namespace: open-webui', 'namespace: web').replace('port: 18789', 'namespace: open-webui'),
          ),
          config('openclaw.example.com', 'chat.example.com'),
        ),
        'gateway: {',
      ],
      ['behind an Ingress', more(INGRESS), 'gateway: {'],
      [
        'behind an Ingress as Kubernetes 1.20 still takes it',
        more(
          INGRESS.replace('/v1', '/v1beta1').replace(
            /service:\n +name: openclaw\n +port: \{ name: http \}/,
            'serviceName: openclaw\n              servicePort: http',
          ),
        ),
        'gateway: {',
      ],
      ['an empty list', both(proxied('[]'), more(INGRESS)), 'trustedProxies'],
      ['a proxy that vouches', vouched({ proxies: '[]' }), 'trustedProxies'],
      [
        'by the flag',
        both(config(AUTH, `auth: { trustedProxy: { ${VOUCHED} } },`), command('[gateway, --auth, trusted-proxy]')),
        'gateway: {',
      ],
    ],
    passes: [
      [
        'behind an Ingress, a webhook’s port alone',
        both(WEBHOOK, more(WEBHOOK_SERVICE, webhookIngress('telegram', '{ number: 80 }'))),
      ],
      [
        'a route to another namespace’s Service of that name',
        more(ROUTE.replace('namespace: open-webui', 'namespace: web')),
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
        config('fallbacks: ["litellm/claude-sonnet-5"]', 'fallbacks: ["amazon-bedrock/x"]'),
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
  'proxy-user-header': {
    fails: [
      [
        'nothing said of the proxy',
        config(AUTH, 'auth: { mode: "trusted-proxy" }, trustedProxies: ["10.42.0.7"],'),
        'auth: {',
        ['proxy-users-any'],
      ],
      ['no header', vouched({ settings: 'allowUsers: ["alice@example.com"]' }), 'trustedProxy: {'],
      ['an empty one', vouched({ settings: VOUCHED.replace('x-forwarded-email', ' ') }), 'trustedProxy: {'],
    ],
    passes: [
      ['a header', vouched()],
      ['an included file', vouched({ settings: '$include: "./proxy.json"' })],
      ['another mode', {}],
    ],
  },
  'proxy-and-token': {
    fails: [
      ['the token in the config', vouched({ more: ',\n          token: "${OPENCLAW_GATEWAY_TOKEN}"' }), 'token: '],
      [
        'the variable',
        both(vouched(), env('OPENCLAW_GATEWAY_TOKEN', 'x'), note('secret-plain-text: a test')),
        'name: OPENCLAW_GATEWAY_TOKEN',
      ],
      [
        'the variable from a Secret',
        both(vouched(), secret('  OPENCLAW_GATEWAY_TOKEN: ${A}\n  OPENCLAW_GATEWAY_PASSWORD: ${B}\n')),
        'auth: {',
      ],
    ],
    passes: [
      ['a password', both(vouched(), secret('  OPENCLAW_GATEWAY_PASSWORD: ${B}\n'))],
      ['a Secret that the manifests do not hold', vouched()],
      ['an empty variable', both(vouched(), env('OPENCLAW_GATEWAY_TOKEN', '""'))],
      ['both in another mode', both(env('OPENCLAW_GATEWAY_TOKEN', 'x'), config('mode: "token"', 'mode: "password"'))],
    ],
  },
  'proxy-loopback': {
    fails: [
      ['a sidecar', vouched({ proxies: '["127.0.0.1"]' }), 'trustedProxies'],
      [
        'by IPv6 as well, and a name that counts for nothing',
        vouched({ proxies: '["127.0.0.1", "::1", "${OTHER}"]' }),
        'trustedProxies',
      ],
    ],
    passes: [
      ['allowed', vouched({ settings: `${VOUCHED}, allowLoopback: true`, proxies: '["127.0.0.1"]' })],
      ['beside another address', vouched({ proxies: '["127.0.0.1", "10.42.0.7"]' })],
      ['in another mode', proxied('["127.0.0.1"]')],
    ],
  },
  'proxy-users-any': {
    fails: [
      ['none', vouched({ settings: 'userHeader: "x-forwarded-email"' }), 'trustedProxy: {'],
      [
        'an empty list',
        vouched({ settings: 'userHeader: "x-forwarded-email",\n            allowUsers: []' }),
        'allowUsers: []',
      ],
    ],
    passes: [
      ['one', vouched()],
      ['in another mode', {}],
    ],
  },
  'proxy-approves-admin': {
    fails: [
      ['the admin', approve('enabled: true,\n              scopes: ["operator.read", "operator.admin"]'), 'scopes: ['],
      ['who approves others', approve('enabled: true, scopes: ["operator.pairing"]'), 'deviceAutoApprove: {'],
      ['both, once', approve('enabled: true, scopes: ["operator.pairing", "operator.admin"]'), 'deviceAutoApprove: {'],
    ],
    passes: [
      ['reading and writing', approve('enabled: true, scopes: ["operator.read", "operator.write"]')],
      ['the default', approve('enabled: true')],
      ['turned off', approve('enabled: false, scopes: ["operator.admin"]')],
    ],
  },
  'proxy-cli-password': {
    fails: [
      ['none', both(vouched(), deployment([ENV_FROM, ''])), 'env:'],
      ['a Secret without it', both(vouched(), secret('  ANTHROPIC_API_KEY: ${KEY}\n')), 'env:'],
    ],
    passes: [
      ['from a Secret that the manifests do not hold', vouched()],
      ['in the config', both(vouched({ more: ', password: "${GATEWAY_PASSWORD}"' }), deployment([ENV_FROM, '']))],
      ['in another mode', deployment([ENV_FROM, ''])],
    ],
  },
  'proxy-range-open': {
    fails: [
      ['a range of pods', vouched({ proxies: PODS }), 'trustedProxies'],
      ['the second of two', vouched({ proxies: '["10.42.0.7",\n          "192.168.7.0/28"]' }), '"192.168.7.0/28"'],
      [
        'a policy that lets all in',
        both(vouched({ proxies: PODS }), ingress('[{ ports: [{ port: 18789 }] }]')),
        'trustedProxies',
      ],
      [
        'a policy that lets every pod in',
        both(vouched({ proxies: PODS }), ingress('[{ from: [{ namespaceSelector: {} }] }]')),
        'trustedProxies',
      ],
      [
        'every address',
        both(vouched({ proxies: PODS }), ingress('[{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }]')),
        'trustedProxies',
      ],
      [
        'a policy over what goes out',
        both(vouched({ proxies: PODS }), policy('podSelector: {}', 'policyTypes: [Egress]', 'egress: [{}]')),
        'trustedProxies',
      ],
    ],
    passes: [
      ['single addresses', vouched({ proxies: '["10.42.0.7", "10.42.0.8/32"]' })],
      [
        'a policy that names the proxy',
        both(
          vouched({ proxies: PODS }),
          ingress('[{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: traefik } } }] }]'),
        ),
      ],
      [
        'a policy of another kind',
        both(
          vouched({ proxies: PODS }),
          more(
            'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: guard, namespace: open-webui }\n',
          ),
        ),
      ],
      ['in another mode', proxied(PODS)],
    ],
  },
  'proxy-front-open': {
    fails: [
      [
        'a middleware without a namespace that asks nobody',
        both(vouched(), route('middlewares: [{ name: https }]'), unplacedTexts(middleware('https', 'compress: {}'))),
        'middlewares: ',
      ],
      [
        'one of an annotation',
        both(
          vouched(),
          annotated('traefik.ingress.kubernetes.io/router.middlewares: open-webui-https@kubernetescrd'),
          unplacedTexts(middleware('https', 'compress: {}')),
        ),
        'traefik.ingress',
      ],
      ['an IngressRoute without middlewares', both(vouched(), route()), '- match'],
      ['an empty list', both(vouched(), route('middlewares: []')), 'middlewares: []'],
      ['an Ingress', both(vouched(), more(INGRESS)), 'metadata'],
      ['a webhook’s path, on which it takes WebSockets as well', both(vouched(), more(byRoute(CHAT))), '- match'],
      [
        'middlewares that ask nobody',
        both(
          vouched(),
          route('middlewares: [{ name: https }, { name: hsts }]'),
          middleware('https', 'compress: {}'),
          middleware('hsts', 'headers: { stsSeconds: 1 }'),
        ),
        'middlewares: ',
      ],
      [
        'those of an annotation',
        both(
          vouched(),
          annotated('traefik.ingress.kubernetes.io/router.middlewares: open-webui-https@kubernetescrd'),
          middleware('https', 'compress: {}'),
        ),
        'traefik.ingress',
      ],
      [
        'a header that the authentication does not set',
        both(
          vouched(),
          route('middlewares: [{ name: auth }]'),
          middleware(
            'auth',
            'forwardAuth: { address: "http://oauth2-proxy", authResponseHeaders: [X-Auth-Request-User] }',
          ),
        ),
        'middlewares: ',
      ],
      [
        'one that its chain does not set',
        both(
          vouched(),
          route('middlewares: [{ name: all }]'),
          middleware('all', 'chain: { middlewares: [{ name: auth }] }'),
          middleware('auth', 'basicAuth: { secret: users, headerField: X-User }'),
        ),
        'middlewares: ',
      ],
      [
        'a webhook’s path, on which everybody is made somebody',
        both(
          vouched(),
          more(byRoute(CHAT, '', 'middlewares: [{ name: me }]')),
          middleware('me', 'headers: { customRequestHeaders: { X-Forwarded-Email: alice@example.com } }'),
        ),
        'middlewares: ',
      ],
    ],
    passes: [
      ['one that the manifests do not hold', both(vouched(), route('middlewares: [{ name: auth, namespace: web }]'))],
      [
        'a redirect, which lets nobody through',
        both(
          vouched(),
          route('middlewares: [{ name: https }]'),
          middleware('https', 'redirectScheme: { scheme: https }'),
        ),
      ],
      [
        'forwardAuth without a namespace',
        both(vouched(), route('middlewares: [{ name: auth }]'), unplacedTexts(middleware('auth', FORWARD))),
      ],
      ['forwardAuth', both(vouched(), route('middlewares: [{ name: auth }]'), middleware('auth', FORWARD))],
      [
        'forwardAuth in a chain',
        both(
          vouched(),
          route('middlewares: [{ name: all }]'),
          middleware('all', 'chain: { middlewares: [{ name: auth }] }'),
          middleware('auth', FORWARD),
        ),
      ],
      [
        'a password, and its user as the only one',
        both(
          vouched(),
          route('middlewares: [{ name: auth }, { name: me }]'),
          middleware('auth', 'basicAuth: { secret: users }'),
          middleware('me', 'headers: { customRequestHeaders: { X-Forwarded-Email: alice@example.com } }'),
        ),
      ],
      ['a plugin', both(vouched(), route('middlewares: [{ name: auth }]'), middleware('auth', 'plugin: { oidc: {} }'))],
      [
        'an annotation of Traefik',
        both(vouched(), annotated('traefik.ingress.kubernetes.io/router.middlewares: web-auth@kubernetescrd')),
      ],
      [
        'an annotation of another controller',
        both(vouched(), annotated('nginx.ingress.kubernetes.io/auth-url: https://auth.example.com')),
      ],
      [
        'a sidecar that authenticates',
        both(
          vouched({ settings: `${VOUCHED}, allowLoopback: true`, proxies: '["127.0.0.1"]' }),
          route(),
          sidecar('nginx:1.29', SIDECAR_PORT),
          service('targetPort: http', 'targetPort: proxy'),
        ),
      ],
      [
        'an IngressRoute below another',
        both(
          vouched(),
          more(
            'apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: chat, namespace: open-webui }\nspec:\n  parentRefs: [{ name: parent }]\n  routes: [{ match: "Path(`/`)", services: [{ name: openclaw, port: 18789 }] }]\n',
          ),
        ),
      ],
      ['an HTTPRoute, whose policies stand elsewhere', both(vouched(), more(ROUTE))],
      [
        'an Ingress to a webhook’s port, which believes no header',
        both(vouched(), WEBHOOK, more(WEBHOOK_SERVICE, webhookIngress('telegram', '{ number: 80 }'))),
      ],
      [
        'a webhook’s path, where the header is emptied',
        both(
          vouched(),
          more(byRoute(CHAT, '', 'middlewares: [{ name: nobody }]')),
          middleware('nobody', 'headers: { customRequestHeaders: { X-Forwarded-Email: "" } }'),
        ),
      ],
      ['a token', both(TRUSTED, route())],
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
      ['a name that is misspelt', config('openclaw.json: |', 'opencalw.json: |'), 'opencalw.json: |'],
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
          deployment([
            'cp /config/openclaw.json /state/config/',
            'cp /config/gateway.json /state/config/openclaw.json',
          ]),
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
      ['the copy alone', deployment([COPY, 'cp /config/openclaw.json /state/config/']), 'command:'],
      ['something else removed', deployment(['rm -rf /state/config', 'rm -f /state/other']), 'command:'],
      ['another folder removed', deployment(['rm -rf /state/config', 'rm -rf /state/logs']), 'command:'],
    ],
    passes: [
      ['an init container that writes nothing', deployment([COPY, '/config/check.sh'])],
      [
        'one that cannot write',
        deployment(
          [COPY, 'cp /config/openclaw.json /state/config/'],
          ['mountPath: /state\n', 'mountPath: /state\n              readOnly: true\n'],
        ),
      ],
      [
        'the folder removed in other words',
        deployment(['rm -rf /state/config &&', 'rm --force --recursive /state/config/ &&']),
      ],
      ['a first copy only', deployment([COPY, 'cp -n /config/openclaw.json /state/config/'])],
      [
        'backups deleted by name',
        deployment([COPY, 'rm -f /state/config/*.bak && cp /config/openclaw.json /state/config/']),
      ],
      [
        'backups found and deleted',
        deployment(['rm -rf /state/config', "find /state/config -name 'openclaw.json.bak*' -delete"]),
      ],
    ],
  },
  'config-unsaved': {
    fails: [
      [
        'in the state folder of a claim',
        deployment(['.openclaw/config/openclaw.json', '.openclaw/openclaw.json']),
        'name: data',
      ],
      [
        'in an emptyDir',
        deployment(['/home/node/.openclaw/config/openclaw.json', '/tmp/openclaw.json']),
        'name: tmp',
        ['config-name'],
      ],
    ],
    passes: [
      ['on a volume that cannot be written', READ_ONLY_CONFIG],
      [
        'as root',
        deployment(['.openclaw/config/openclaw.json', '.openclaw/openclaw.json'], ['runAsUser: 1000', 'runAsUser: 0']),
      ],
    ],
  },
  'state-off-volume': {
    fails: [
      ['another folder', deployment(['value: /home/node/.openclaw\n', 'value: /data\n']), 'name: OPENCLAW_STATE_DIR'],
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
    fails: [['an emptyDir', EMPTY_STATE, 'name: data']],
    passes: [['a folder of the node', NODE_STATE]],
  },
  'state-lease-host': {
    fails: [
      ['a name of its own for each pod', deployment([HOSTNAME, '']), '    spec:'],
      ['an empty one', deployment([HOSTNAME, '      hostname: ""\n']), 'hostname: ""'],
      ['on a folder of the node', both(deployment([HOSTNAME, '']), NODE_STATE), '    spec:'],
    ],
    passes: [
      ['state that ends with its pod', both(deployment([HOSTNAME, '']), EMPTY_STATE)],
      ['a name that stays', {}],
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
    fails: [['none', deployment([FS_GROUP, '']), 'securityContext']],
    warns: [
      [
        'a claim that the manifests do not hold',
        both(deployment([FS_GROUP, '']), claimNamed('other-data')),
        'securityContext',
      ],
      [
        'the cluster’s own class, which may be one that everybody may write',
        both(deployment([FS_GROUP, '']), claim('volumeMode: Filesystem')),
        'securityContext',
      ],
      ['a volume made by hand', both(deployment([FS_GROUP, '']), claim('storageClassName: ""')), 'securityContext'],
    ],
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
          ['- rm -rf /state/config', '- chown -R 1000 /state && rm -rf /state/config'],
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
        'a webhook’s listed port, which is not the gateway’s',
        both(
          WEBHOOK,
          webhookPort('telegram'),
          probe('livenessProbe', HEALTHZ, HEALTHZ.replace('http }', 'telegram }')),
        ),
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
  'disruption-budget-blocks': {
    fails: [
      ['without a namespace', unplacedTexts(budget('minAvailable: 1')), 'minAvailable'],
      ['one of one has to stay', budget('minAvailable: 1'), 'minAvailable'],
      ['half of one, rounded up', budget('minAvailable: 50%'), 'minAvailable'],
      ['none may go', budget('maxUnavailable: 0'), 'maxUnavailable'],
      ['none of all in the namespace may go', budget('maxUnavailable: 0%', '{}'), 'maxUnavailable'],
      [
        'by an expression',
        budget(
          'minAvailable: 1',
          '{ matchExpressions: [{ key: app.kubernetes.io/name, operator: In, values: [openclaw] }] }',
        ),
        'minAvailable',
      ],
    ],
    passes: [
      ['one may go', budget('maxUnavailable: 1')],
      ['a share of one, rounded up', budget('maxUnavailable: 10%')],
      ['none has to stay', budget('minAvailable: 0')],
      ['one of all in the namespace', budget('minAvailable: 1', '{}')],
      ['of other pods', budget('minAvailable: 1', '{ matchLabels: { app: other } }')],
      ['of nothing', budget('minAvailable: 1', 'null')],
      ['a gateway that is stopped', both(budget('maxUnavailable: 0'), deployment(['replicas: 1', 'replicas: 0']))],
    ],
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
  'run-as-group-alone': {
    fails: [['no user', deployment(['        runAsUser: 1000\n', '']), 'runAsGroup']],
    passes: [
      ['neither', deployment(['        runAsUser: 1000\n        runAsGroup: 1000\n', ''])],
      ['the user alone', deployment(['        runAsGroup: 1000\n', ''])],
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
      [
        'the gateway’s own in an init container, which is pinned with it',
        deployment(['busybox:1.36', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/k3s-homelab/openclaw:latest']),
      ],
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
            'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: gateway\n  namespace: open-webui\nautomountServiceAccountToken: false\n',
          ),
        ),
      ],
    ],
  },
  'pod-security-enforced': {
    fails: [
      [
        'a root user in the restricted Namespace that the input names',
        {
          ...both(
            unplaced('deployment'),
            security({ enforce: 'restricted' }),
            deployment(['runAsUser: 1000', 'runAsUser: 0']),
          ),
          facts: { namespace: 'open-webui' },
        },
        'runAsUser: 0',
      ],
      [
        'a root user in a restricted Namespace',
        both(security({ enforce: 'restricted' }), deployment(['runAsUser: 1000', 'runAsUser: 0'])),
        'runAsUser: 0',
      ],
      [
        'a folder of the node in a baseline one',
        both(security({ enforce: 'baseline' }), volume('hostPath: { path: /srv/more }')),
        'hostPath: ',
      ],
      [
        'what it warns of too, once',
        both(security({ enforce: 'restricted', warn: 'restricted' }), volume('nfs: { server: nas, path: /more }')),
        'nfs: ',
      ],
    ],
    passes: [
      ['what we ship in a restricted Namespace', security({ enforce: 'restricted' })],
      ['more than baseline asks for', both(security({ enforce: 'baseline' }), ESCALATES)],
      ['no label', ESCALATES],
      ['a Namespace that lets everything pass', both(security({ enforce: 'privileged' }), ESCALATES)],
      [
        'the labels of another Namespace',
        both(
          ESCALATES,
          more(
            'apiVersion: v1\nkind: Namespace\nmetadata: { name: other, labels: { pod-security.kubernetes.io/enforce: restricted } }\n',
          ),
        ),
      ],
      [
        'what a later release of the standard began to ask for',
        both(
          security({ enforce: 'baseline', 'enforce-version': 'v1.33' }),
          probe('livenessProbe', HEALTHZ, HEALTHZ.replace(' }', ', host: 127.0.0.1 }')),
        ),
      ],
    ],
  },
  'pod-security-warned': {
    fails: [
      [
        'by warn',
        both(security({ warn: 'restricted' }), deployment(['runAsUser: 1000', 'runAsUser: 0'])),
        'runAsUser: 0',
      ],
      [
        'by warn and audit, above what is enforced',
        both(
          security({ enforce: 'baseline', audit: 'restricted', warn: 'restricted' }),
          deployment(['runAsUser: 1000', 'runAsUser: 0']),
        ),
        'runAsUser: 0',
      ],
    ],
    passes: [['what we ship', security({ warn: 'restricted', audit: 'restricted' })]],
  },
  'pod-gives-node': {
    fails: [
      ['Docker’s socket', volume('hostPath: { path: /var/run/docker.sock }'), 'hostPath: '],
      ['the root of the node', volume('hostPath: { path: / }'), 'hostPath: '],
      ['the processes of the node', deployment([HOSTNAME, `${HOSTNAME}      hostPID: true\n`]), 'hostPID: true'],
      [
        'a privileged sidecar',
        sidecar('nginx:1.29', '          securityContext: { privileged: true }\n'),
        'securityContext: { privileged',
      ],
    ],
    passes: [
      ['a folder of the node without its keys', volume('hostPath: { path: /srv/more }')],
      ['a file of it', volume('hostPath: { path: /etc/localtime }')],
      [
        'what Pod Security refuses anyhow',
        both(security({ enforce: 'baseline' }), deployment([HOSTNAME, `${HOSTNAME}      hostPID: true\n`])),
      ],
    ],
  },
  'network-policy-ingress': {
    fails: [
      ['nothing comes in, without a namespace', unplacedTexts(policy('podSelector: {}')), 'spec:'],
      [
        'nothing comes in, by the input’s namespace',
        { ...both(unplaced('deployment'), policy('podSelector: {}')), facts: { namespace: 'open-webui' } },
        'spec:',
      ],
      ['nothing comes in', policy('podSelector: {}'), 'spec:'],
      ['no rule', ingress('[]'), 'ingress: []'],
      ['another port', ingress('[{ ports: [{ port: 8080 }] }]'), 'ingress: '],
      ['another protocol', ingress('[{ ports: [{ protocol: UDP, port: 18789 }] }]'), 'ingress: '],
      ['the name of no port', ingress('[{ ports: [{ port: web }] }]'), 'ingress: '],
      ['a range below', ingress('[{ ports: [{ port: 1000, endPort: 18788 }] }]'), 'ingress: '],
      [
        'addresses of which none is left',
        ingress('[{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/9, 10.128.0.0/9] } }] }]'),
        'ingress: ',
      ],
      [
        'two, and neither',
        both(ingress('[{ ports: [{ port: 80 }] }]'), namedPolicy('all', 'podSelector: {}')),
        'ingress: ',
      ],
      [
        'by an expression',
        policy('podSelector: { matchExpressions: [{ key: app.kubernetes.io/name, operator: Exists }] }'),
        'spec:',
      ],
      [
        'a sidecar’s port where the gateway is asked too',
        both(
          ingress('[{ ports: [{ port: 4180 }] }]'),
          sidecar('nginx:1.29', SIDECAR_PORT),
          service(
            'targetPort: http',
            'targetPort: http\n    - { name: proxy, protocol: TCP, port: 4180, targetPort: proxy }',
          ),
        ),
        'ingress: ',
      ],
      [
        'a webhook’s port where the gateway is asked too',
        both(ingress('[{ ports: [{ port: 8787 }] }]'), WEBHOOK, webhookPort('telegram')),
        'ingress: ',
      ],
      [
        'the gateway where a sidecar is asked',
        both(
          ingress('[{ ports: [{ port: 18789 }] }]'),
          sidecar('nginx:1.29', SIDECAR_PORT),
          service('targetPort: http', 'targetPort: proxy'),
        ),
        'ingress: ',
      ],
    ],
    passes: [
      ['everybody', ingress('[{}]')],
      ['its port', ingress('[{ from: [{ podSelector: {} }], ports: [{ port: 18789 }] }]')],
      ['its port by name', ingress('[{ ports: [{ port: http }] }]')],
      ['a range', ingress('[{ ports: [{ port: 18000, endPort: 19000 }] }]')],
      ['all of TCP', ingress('[{ ports: [{ protocol: TCP }] }]')],
      ['addresses', ingress('[{ from: [{ ipBlock: { cidr: 10.42.0.0/24, except: [10.42.0.0/25] } }] }]')],
      [
        'another policy adds it',
        both(namedPolicy('all', 'podSelector: {}'), ingress('[{ ports: [{ port: 18789 }] }]')),
      ],
      ['what goes out only', policy('podSelector: {}', 'policyTypes: [Egress]', 'egress: [{}]')],
      ['of other pods', policy('podSelector: { matchLabels: { app: other } }')],
      [
        'of another namespace',
        more(
          'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: guard, namespace: other }\nspec:\n  podSelector: {}\n',
        ),
      ],
      [
        'no Service',
        both(policy('podSelector: {}'), service('selector:\n    app.kubernetes.io/name: openclaw', 'selector: {}')),
      ],
      [
        'a policy of another kind beside it',
        both(
          policy('podSelector: {}'),
          more(
            'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: guard, namespace: open-webui }\n',
          ),
        ),
      ],
      [
        'a sidecar’s port',
        both(
          ingress('[{ ports: [{ port: 4180 }] }]'),
          sidecar('nginx:1.29', SIDECAR_PORT),
          service('targetPort: http', 'targetPort: proxy'),
        ),
      ],
    ],
  },
  'network-policy-dns': {
    fails: [
      ['nothing goes out', egress(), 'egress: []', ['network-policy-egress']],
      ['HTTPS only', egress(HTTPS), 'egress: '],
      ['by TCP alone', egress(HTTPS, '{ ports: [{ port: 53 }] }'), 'egress: '],
      ['the internet only', egress(PUBLIC), 'egress: '],
      ['pods of its own namespace', egress(HTTPS, '{ to: [{ podSelector: {} }] }'), 'egress: '],
      ['another namespace', egress(HTTPS, inNamespace('litellm')), 'egress: '],
      [
        'as Kubernetes fills in policyTypes',
        policy(`podSelector: ${GATEWAY}`, 'ingress: [{}]', `egress: [${HTTPS}]`),
        'egress: ',
      ],
      [
        'two, and neither',
        both(egress(HTTPS), namedPolicy('all', 'podSelector: {}', 'policyTypes: [Egress]', `egress: [${PUBLIC}]`)),
        'egress: ',
      ],
    ],
    passes: [
      ['everything', egress('{}')],
      ['its port', egress(DNS)],
      [
        'its port where DNS runs',
        egress(DNS.replace('{ ', '{ to: [{ podSelector: { matchLabels: { k8s-app: kube-dns } } }], ')),
      ],
      ['all of UDP', egress('{ ports: [{ protocol: UDP }] }')],
      ['a range', egress('{ ports: [{ protocol: UDP, port: 1, endPort: 1024 }] }')],
      ['by name', egress('{ ports: [{ protocol: UDP, port: dns }] }')],
      ['OpenShift’s port', egress('{ ports: [{ protocol: UDP, port: 5353 }] }')],
      [
        'another policy adds it',
        both(egress(HTTPS), namedPolicy('dns', 'podSelector: {}', 'policyTypes: [Egress]', `egress: [${DNS}]`)),
      ],
      ['the namespace where DNS runs', egress(HTTPS, inNamespace('kube-system'))],
      [
        'it in a list',
        egress(
          '{ to: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [litellm, openshift-dns] }] } }] }',
        ),
      ],
      ['namespaces by another label', egress('{ to: [{ namespaceSelector: { matchLabels: { dns: "yes" } } }] }')],
      ['the addresses of the cluster', egress('{ to: [{ ipBlock: { cidr: 10.43.0.0/16 } }] }')],
      ['a DNS of its own', both(egress(PUBLIC), deployment([HOSTNAME, `${HOSTNAME}      dnsPolicy: None\n`]))],
      ['what comes in only', ingress('[{}]')],
    ],
  },
  'network-policy-egress': {
    fails: [
      ['DNS only', egress(DNS), 'egress: '],
      ['the cluster only', egress('{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }'), 'egress: '],
      ['namespaces only', egress(DNS, inNamespace('litellm')), 'egress: '],
      ['HTTP', egress(DNS, '{ ports: [{ port: 80 }] }'), 'egress: '],
      ['short answers of DNS only', egress(HTTPS, '{ ports: [{ protocol: UDP, port: 53 }] }'), 'egress: '],
    ],
    passes: [
      ['everything', egress('{}')],
      ['HTTPS', egress(DNS, HTTPS)],
      ['the internet', egress(DNS, PUBLIC)],
      ['a provider', egress(DNS, '{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 443 }] }')],
      ['by IPv6', egress(DNS, '{ to: [{ ipBlock: { cidr: "::/0" } }] }')],
      [
        'another policy adds it',
        both(egress(DNS), namedPolicy('all', 'podSelector: {}', 'policyTypes: [Egress]', `egress: [${PUBLIC}]`)),
      ],
    ],
  },
  'network-policy-selector': {
    fails: [
      [
        'without a namespace',
        unplacedTexts(namedPolicy('openclaw', 'podSelector: { matchLabels: { app.kubernetes.io/name: openclaws } }')),
        'podSelector',
      ],
      [
        'named like the gateway',
        namedPolicy('openclaw', 'podSelector: { matchLabels: { app.kubernetes.io/name: openclaws } }'),
        'podSelector',
      ],
      ['another label of its name', policy('podSelector: { matchLabels: { app: openclaw } }'), 'podSelector'],
    ],
    passes: [
      ['the gateway', namedPolicy('openclaw', `podSelector: ${GATEWAY}`, 'ingress: [{}]')],
      ['every pod', namedPolicy('openclaw', 'podSelector: {}', 'ingress: [{}]')],
      ['another pod', policy('podSelector: { matchLabels: { app: litellm } }')],
      [
        'what belongs to the gateway',
        policy(
          'podSelector: { matchLabels: { app.kubernetes.io/instance: openclaw, app.kubernetes.io/name: postgres } }',
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
      [
        'without a namespace',
        both(unplaced('service'), service('app.kubernetes.io/name: openclaw', 'app.kubernetes.io/name: openclaws')),
        'selector',
      ],
      ['a typing error', service('app.kubernetes.io/name: openclaw', 'app.kubernetes.io/name: openclaws'), 'selector'],
      [
        'one label too many',
        more(OTHER_SERVICE.replace('cnpg.io/cluster: db', 'app.kubernetes.io/name: openclaw, tier: web')),
        'spec: { selector',
      ],
      [
        'the gateway’s port',
        more(OTHER_SERVICE.replace('port: 5432', 'port: 80, targetPort: 18789')),
        'spec: { selector',
      ],
    ],
    warns: [['pods that an operator makes', more(OTHER_SERVICE), 'spec: { selector']],
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
      ['a webhook’s port that nobody lists', webhookPort('8787'), 'port: 8787'],
      [
        'a listed port, and none that leads to the gateway',
        both(WEBHOOK, service('targetPort: http', 'targetPort: telegram')),
        'targetPort',
      ],
      [
        'another port than the one that a channel was given',
        both(
          WEBHOOK,
          channels(TELEGRAM.replace(' }', ', webhookPort: 8443 }')),
          service('targetPort: http', 'targetPort: telegram'),
        ),
        'targetPort',
      ],
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
      ['a webhook’s own declared port beside the gateway’s', both(WEBHOOK, webhookPort('telegram'))],
      ['the same by its number', both(WEBHOOK, webhookPort('8787'))],
      ['a webhook’s own Service', both(WEBHOOK, more(WEBHOOK_SERVICE))],
      [
        'a webhook’s own Service beside a sidecar that stands before the gateway',
        both(
          WEBHOOK,
          more(WEBHOOK_SERVICE),
          sidecar('nginx:1.29', SIDECAR_PORT),
          service('targetPort: http', 'targetPort: proxy'),
        ),
      ],
      ['Telegram’s webhook alone', both(channels(TELEGRAM), service('targetPort: http', 'targetPort: 8787'))],
      [
        'Microsoft Teams alone, at a port of its own',
        both(channels('msteams: { webhook: { port: 3979 } }'), service('targetPort: http', 'targetPort: 3979')),
      ],
      [
        'a plugin’s server',
        both(
          config('update: {', 'plugins: { entries: { x: { config: { serve: { port: 3334 } } } } },\n      update: {'),
          service('targetPort: http', 'targetPort: 3334'),
        ),
      ],
      [
        'another port by variable, everywhere',
        both(env('OPENCLAW_GATEWAY_PORT', '"19070"'), deployment(['containerPort: 18789', 'containerPort: 19070'])),
      ],
      ['a sidecar', both(sidecar('nginx:1.29', SIDECAR_PORT), service('targetPort: http', 'targetPort: proxy'))],
    ],
  },
  'namespace-mismatch': {
    fails: [
      ['the claim', { edits: { pvc: [['namespace: open-webui', 'namespace: default']] } }, 'namespace: default'],
      [
        'the claim, where nobody tells the gateway’s',
        unplaced('deployment', 'configmap', 'service'),
        'namespace: open-webui',
      ],
      [
        'the claim in another than the input names',
        {
          ...both(unplaced('deployment', 'configmap', 'service'), {
            edits: { pvc: [['namespace: open-webui', 'namespace: default']] },
          }),
          facts: { namespace: 'open-webui' },
        },
        'namespace: default',
      ],
      [
        'the claim in the one that the input names, and the Deployment another',
        {
          edits: { pvc: [['namespace: open-webui', 'namespace: default']] },
          facts: { namespace: 'default' },
        },
        'namespace: default',
      ],
      ['the Service', service('namespace: open-webui', 'namespace: web'), 'namespace: web'],
      [
        'the Service, in a namespace whose pods are others',
        both(
          service('namespace: open-webui', 'namespace: web'),
          more(POD.replace('namespace: bob', 'namespace: web').replace('name: openclaw }', 'name: web }')),
        ),
        'namespace: web',
      ],
    ],
    passes: [
      [
        'another namespace’s gateway with the same labels, and its Service',
        more(
          POD,
          WEBHOOK_SERVICE.replace('name: telegram, namespace: open-webui', 'name: openclaw-bob, namespace: bob'),
        ),
      ],
      ['the config without one, which gets the gateway’s', unplaced('configmap')],
      ['all but the Deployment without one', unplaced('configmap', 'service', 'pvc')],
      ['none at all', unplaced('deployment', 'configmap', 'service', 'pvc')],
      [
        'none on the Deployment, and the input names the others’',
        { ...unplaced('deployment'), facts: { namespace: 'open-webui' } },
      ],
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

/** Without what a rule may look at and a case may have otherwise. */
function plain(text: string): string {
  return text
    .replace(/^( *\/\/.*\n)* *trustedProxies: \[[^\]]*\],\n/m, '')
    .replace(/^( {2}name: open-webui\n) {2}labels:\n(?: {4}.*\n)*/m, '$1')
    .replace(/^ *#.*\n *- name: NODE_OPTIONS\n.*\n/m, '')
}

function sourcesOf({ edits = {}, more: texts = [] }: Variant): Source[] {
  const sources = shipped().map(({ path, text: whole }) => {
    const text = plain(whole)
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

const FAILS = Object.entries(CASES).flatMap(([id, { fails, warns = [] }]) => {
  const rule = RULES.find((each) => each.id === id)
  return [
    ...fails.map((row) => [row, rule?.severity] as const),
    ...warns.map((row) => [row, rule?.milder && 'warning'] as const),
  ].map(([[what, variant, at, also = []], severity]) => ({ id, what, variant, at, also, severity }))
})
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
    for (const overlay of ['ingressroute', 'network-policy', 'disruption-budget'])
      expect(findingsOf([...shipped(), ...shipped(`overlays/${overlay}`)], { facts })).toEqual([])
  })

  test('with the example of a Secret beside them, that one is to be encrypted', () => {
    const path = 'manifests/secret.example.yaml'
    const found = findingsOf([...shipped(), { path, text: readFileSync(join(root, path), 'utf8') }])
    expect(found.map(({ rule, where }) => [rule, where.file])).toEqual([['secret-plain-text', path]])
  })

  test.each(FAILS)('$id: $what', ({ id, variant, at, also, severity }) => {
    const sources = sourcesOf(variant)
    const findings = findingsOf(sources, { facts: variant.facts ?? {} })
    const found = findings.filter(({ rule }) => rule === id)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      severity,
      message: expect.stringMatching(/^\w.*[^.]$/),
      fix: expect.stringMatching(/^\w.*[^.]$/),
    })
    const { file, line = 0 } = found[0]?.where ?? { file: '' }
    const text = sources.find(({ path }) => path === file)?.text.split('\n')[line - 1] ?? ''
    expect(text.replace(/^\s*(- )?/, '')).toContain(at.replace(/^\s*(- )?/, ''))
    expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual([id, ...also].sort())
  })

  test('where a range holds the node, the fix names the rest of it', () => {
    const fixOf = (entry: string) => findingsOf(sourcesOf(both(proxied(`["${entry}"]`), more(INGRESS))))[0]?.fix
    expect(fixOf('10.42.0.0/24')).toBe(
      `Leave the .0 and the .1 out, which are the node: ${PODS.replace(/[[\]"]/g, '')}`,
    )
    expect(fixOf('10.42.7.0/30')).toBe('Leave the .0 and the .1 out, which are the node: 10.42.7.2/31')
    expect(fixOf('10.42.7.1')).toContain('none of a node')
  })

  test.each(PASSES)('$id is content: $what', ({ id, variant }) => {
    const findings = findingsOf(sourcesOf(variant), { facts: variant.facts ?? {} })
    expect(findings.filter(({ rule }) => rule === id)).toEqual([])
  })
})
