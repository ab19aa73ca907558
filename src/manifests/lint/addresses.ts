// What is known of where addresses are.

import { overlaps, type Range, rangesOf } from '../../addresses.ts'

/** What k3s and flannel give to pods unless they are told: of each node's /24 the .1 is the node (cni0). */
const POD_NETWORKS = rangesOf('10.42.0.0/16', '10.244.0.0/16')

/** Where nodes are: a public range that somebody trusts is a CDN’s, and from loopback comes no kubelet. */
const NODE_NETWORKS = rangesOf(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
)

export function mayHoldNodes(range: Range): boolean {
  return NODE_NETWORKS.some((network) => overlaps(network, range))
}

/** The first address of a node in its own pod network that the range holds. */
export function nodeIn(range: Range): string | undefined {
  return POD_NETWORKS.filter((network) => overlaps(network, range)).flatMap((network) => {
    const start = range.first > network.first ? range.first : network.first
    const end = range.last < network.last ? range.last : network.last
    const here = (start & ~0xffn) + 1n
    const node = here < start ? here + 256n : here
    return node <= end ? [text4(node)] : []
  })[0]
}

function text4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.')
}
