// What stands before the gateway in these tests: nginx in a pod, in the place of Traefik with its Middlewares and OAuth2
// Proxy. Who "signed in" is told by a cookie; all else is done as manifests/overlays/ingressroute has it done.
// The upstream comes with each request too, since the gateway's address is not known when the proxy starts; in a cookie,
// since that is all that a browser sends with a WebSocket.

import { fresh, Site } from '../../lab/site.ts'
import { buildAndPush } from './push.ts'
import { REAL } from './support.ts'
import { TRAEFIK_CRDS } from './traefik-crds.ts'

/** Users that OAuth2 Proxy would let in; what they may do is OpenClaw's to say. */
export type User = 'alice' | 'mallory'

export const HOST = 'openclaw.example.com'

/** What the proxy says of alice, from somebody who has no right to. */
export const FORGED = {
  'X-Auth-Request-Email': 'alice@example.com',
  'X-Forwarded-For': '203.0.113.9',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Host': HOST,
}

/** The overlay by which OAuth2 Proxy says who somebody is. */
export const IDENTITY = 'overlays/oauth2-identity'

const PORT = 8080
/** Where the proxy listens with TLS, under a certificate of its own making. */
export const TLS_PORT = 8443
const GATEWAY_PORT = 18789

const CONFIG = `
pid /tmp/nginx.pid;
error_log stderr;
daemon off;
events {}
http {
  access_log off;
  client_body_temp_path /tmp/body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  map $cookie_user $email { default ""; alice "alice@example.com"; mallory "mallory@example.com"; }
  map $http_upgrade $connection_upgrade { default upgrade; "" close; }
  server {
    listen ${PORT};
    listen ${TLS_PORT} ssl;
    ssl_certificate /tmp/tls.crt;
    ssl_certificate_key /tmp/tls.key;
    location / {
      if ($email = "") { return 401; }
      proxy_pass http://$cookie_upstream;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header Host ${HOST};
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto https;
      proxy_set_header X-Forwarded-Host ${HOST};
      proxy_set_header Cookie "";
      proxy_set_header X-Auth-Request-Email $email;
      proxy_set_header X-Openclaw-Scopes "operator.read,operator.write,operator.approvals,operator.questions";
    }
  }
}
`

const CERTIFICATE = [
  `openssl req -x509 -newkey rsa:2048 -noenc -keyout /tmp/tls.key -out /tmp/tls.crt -days 1 -subj /CN=${HOST}`,
  `-addext subjectAltName=DNS:${HOST}`,
].join(' ')

/** Where a client finds a gateway, and what it has to send along. */
export interface Entrance {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export class FrontProxy {
  readonly address: string
  readonly #site: Site

  private constructor(site: Site, address: string) {
    this.#site = site
    this.address = address
  }

  /** Starts it in the site's namespace. */
  static async start(site: Site): Promise<FrontProxy> {
    const { image } = await buildAndPush(site, {
      tag: `proxy-${process.hrtime.bigint()}`,
      platform: 'linux/amd64',
      files: { 'nginx.conf': CONFIG },
      dockerfile: [
        'FROM node:24-bookworm-slim',
        'RUN apt-get update && apt-get install --yes --no-install-recommends nginx-light openssl',
        'COPY nginx.conf /nginx.conf',
        'USER 1000:1000',
        // At the start, since a layer with a certificate would come from the build's cache long after its end.
        `CMD ${CERTIFICATE} && exec nginx -c /nginx.conf`,
      ],
    })
    const { namespace } = site
    site.kubectlApply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'proxy', namespace },
      spec: {
        automountServiceAccountToken: false,
        imagePullSecrets: [{ name: 'ecr-pull' }],
        containers: [{ name: 'nginx', image, readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1 } }],
        terminationGracePeriodSeconds: 1,
      },
    })
    site.kubectl('-n', namespace, 'wait', 'pod/proxy', '--for=condition=Ready', '--timeout=10m')
    return new FrontProxy(site, site.kubectl('-n', namespace, 'get', 'pod', 'proxy', '-o', 'jsonpath={.status.podIP}'))
  }

  /** What tells the proxy who signed in, and where the site's gateway is. */
  cookies(user?: User): Readonly<Record<string, string>> {
    return { upstream: gatewayAddress(this.#site), ...(user && { user }) }
  }

  /** The way in for a client that needs no TLS. */
  entrance(user?: User): Entrance {
    const cookie = Object.entries(this.cookies(user)).map(([name, value]) => `${name}=${value}`)
    return { url: `http://${this.address}:${PORT}`, headers: { Cookie: cookie.join('; ') } }
  }

  /** A browser's request, by the proxy to the gateway's Service. */
  get(path: string, user?: User, headers: Record<string, string> = {}): Promise<Response> {
    const entrance = this.entrance(user)
    return fetch(`${entrance.url}${path}`, { headers: { ...entrance.headers, ...headers } })
  }

  /** Makes a config of the site trust this proxy alone, and allow alice alone. */
  becomeTrustedIn(file: string): void {
    this.#site.edit(file, (text) =>
      text
        .replace(/trustedProxies: \[[^\]]*\]/, `trustedProxies: ["${this.address}"]`)
        .replace('you@example.com', 'alice@example.com'),
    )
  }
}

/** A site with what we ship as users copy it, Traefik's kinds, and a proxy before it that its configs trust. */
export async function proxiedSite(name: string): Promise<{ site: Site; proxy: FrontProxy }> {
  const site = await Site.create({ namespace: fresh(name), repository: REAL })
  site.kustomizable()
  for (const crd of TRAEFIK_CRDS) site.kubectlApply(crd)
  for (const crd of TRAEFIK_CRDS) site.kubectl('wait', '--for=condition=Established', `crd/${crd.metadata.name}`)
  const proxy = await FrontProxy.start(site)
  for (const file of ['manifests/configmap.yaml', `${IDENTITY}/configmap.yaml`]) proxy.becomeTrustedIn(file)
  return { site, proxy }
}

/** Past the proxy, from an address that is none of its own. */
export function directEntrance(site: Site, headers: Record<string, string> = {}): Entrance {
  return { url: `http://${gatewayAddress(site)}`, headers }
}

export function getDirectly(site: Site, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${directEntrance(site).url}${path}`, { headers })
}

function gatewayAddress(site: Site): string {
  const ip = site.kubectl('-n', site.namespace, 'get', 'service', 'openclaw', '-o', 'jsonpath={.spec.clusterIP}')
  return `${ip}:${GATEWAY_PORT}`
}
