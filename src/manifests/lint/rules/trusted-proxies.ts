import { type Range, rangeOf, sizeOf } from '../../../addresses.ts'
import { mayHoldNodes, nodeIn } from '../addresses.ts'
import { authModeOf } from '../auth.ts'
import { PROXIES, proxiesOf } from '../proxies.ts'
import type { Flaw, Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

// A wider one than 256 addresses is a range of nodes or pods, and the kubelet asks from within these.
const MOST = 256n

export const trustedProxiesWide: Rule = {
  id: 'trusted-proxies-wide',
  severity: 'error',
  symptom:
    'The probes get 403 (proxy_attribution_required), so the pod never becomes Ready; and any pod in the range may claim any client address',
  fix: 'List only the proxy’s own addresses, of private ones at most a /24, and none of a node',
  check({ config, container }) {
    if (config === undefined) return []
    return proxiesOf(config).flatMap(({ entry, index }): Flaw[] => {
      const range = rangeOf(entry)
      if (range === undefined || (probesNameAClient(container) && !/\/0+$/.test(entry))) return []
      const at = config.spot(...PROXIES, index)
      const holds = `gateway.trustedProxies holds ${entry}`
      if (sizeOf(range) > MOST && mayHoldNodes(range))
        return [{ message: `${holds}, which may cover the nodes, from where the probes come`, at }]
      const node = nodeIn(range)
      if (node === undefined) return []
      return [
        {
          message: `${holds}, and ${node} is the node itself in the network of its pods: the probes come from there`,
          at,
          ...(sizeOf(range) > 2n && { fix: `Leave the .0 and the .1 out, which are the node: ${restOf(node, range)}` }),
        },
      ]
    })
  },
}

/** The CIDRs of a range that begins at a node's .0, without that and the .1. */
function restOf(node: string, range: Range): string {
  const bits = sizeOf(range).toString(2).length - 1
  return Array.from({ length: bits - 1 }, (_, index) => node.replace(/1$/, `${2 ** (index + 1)}/${31 - index}`)).join(
    ', ',
  )
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
  check(subject) {
    const { config, fronts } = subject
    if (config === undefined || proxiesOf(config).length > 0 || config.mayInclude(...PROXIES)) return []
    const isProxyAuth = authModeOf(subject) === 'trusted-proxy'
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
      .filter(({ entry }) => rangeOf(entry) === undefined && !entry.includes('${'))
      .map(({ index }) => ({
        message: `Entry ${index + 1} of gateway.trustedProxies is neither an address nor a CIDR`,
        at: config.spot(...PROXIES, index),
      }))
  },
}
