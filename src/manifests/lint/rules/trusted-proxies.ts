import { freeBits, PROXIES, proxiesOf } from '../proxies.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

// A wider one than 256 addresses is a range of nodes or pods, and the kubelet asks from within these.
const MOST_FREE_BITS = 8

export const trustedProxiesWide: Rule = {
  id: 'trusted-proxies-wide',
  severity: 'error',
  symptom:
    'The probes get 403 (proxy_attribution_required), so the pod never becomes Ready; and any pod in the range may claim any client address',
  fix: 'List only the proxy’s own addresses, at most a /24, and none of a node',
  check({ config, container }) {
    if (config === undefined) return []
    return proxiesOf(config).flatMap(({ entry, index }) => {
      const bits = freeBits(entry)
      const isWorld = /\/0+$/.test(entry.trim())
      if (bits === undefined || bits <= MOST_FREE_BITS || (probesNameAClient(container) && !isWorld)) return []
      return [
        {
          message: `gateway.trustedProxies holds ${entry.trim()}, which may cover the nodes, from where the probes come`,
          at: config.spot(...PROXIES, index),
        },
      ]
    })
  },
}

/** With X-Forwarded-For, a probe from a trusted address is let through. */
function probesNameAClient(container: Subject['container']): boolean {
  return ['startupProbe', 'readinessProbe']
    .map((probe) => container.at(probe, 'httpGet'))
    .every(
      (get) =>
        !get.isThere ||
        get.at('httpHeaders').items.some((header) => header.at('name').text?.toLowerCase() === 'x-forwarded-for'),
    )
}

export const trustedProxiesMissing: Rule = {
  id: 'trusted-proxies-missing',
  severity: 'error',
  symptom: 'Everything through the ingress gets 403 (proxy_attribution_required), while /healthz answers 200',
  fix: 'List the addresses of the proxy’s pods in gateway.trustedProxies',
  check({ config, fronts }) {
    if (config === undefined || proxiesOf(config).length > 0 || config.mayInclude(...PROXIES)) return []
    const isProxyAuth = config.text('gateway', 'auth', 'mode') === 'trusted-proxy'
    if (fronts.length === 0 && !isProxyAuth) return []
    const why = isProxyAuth ? 'gateway.auth.mode is trusted-proxy' : 'An ingress leads to the gateway'
    return [{ message: `${why}, and gateway.trustedProxies is empty`, at: config.spot(...PROXIES) }]
  },
}

export const trustedProxiesName: Rule = {
  id: 'trusted-proxies-name',
  severity: 'error',
  symptom:
    'OpenClaw passes over the entry without a word, so everything through that proxy gets 403 (proxy_attribution_required)',
  fix: 'Write an address or a CIDR: names are not looked up',
  check({ config }) {
    if (config === undefined) return []
    return proxiesOf(config)
      .filter(({ entry }) => freeBits(entry) === undefined && !entry.includes('${'))
      .map(({ index }) => ({
        message: `Entry ${index + 1} of gateway.trustedProxies is neither an address nor a CIDR`,
        at: config.spot(...PROXIES, index),
      }))
  },
}
