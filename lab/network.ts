// The lab's bridge, its addresses and its firewall rules; all of it is taken away again by `closeNetwork`.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bridge, network, networkFile, volatile } from './layout.ts'
import { run, tryRun } from './process.ts'

/** Kernel settings that the lab or its kubelet and kube-proxy change; `down` puts the old values back. */
const settings = [
  'net/ipv4/ip_forward',
  'net/ipv4/conf/all/route_localnet',
  'net/bridge/bridge-nf-call-iptables',
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
  'net/netfilter/nf_conntrack_max',
  'net/netfilter/nf_conntrack_tcp_timeout_established',
  'net/netfilter/nf_conntrack_tcp_timeout_close_wait',
].map((name) => `/proc/sys/${name}`)
const settingsFile = join(volatile, 'kernel-settings.json')

/** The lab's chains and where each is hooked in. */
const chains = [
  { table: 'filter', hook: 'INPUT', chain: 'OCLAB-INPUT' },
  { table: 'filter', hook: 'FORWARD', chain: 'OCLAB-FORWARD' },
  { table: 'nat', hook: 'POSTROUTING', chain: 'OCLAB-NAT' },
]

/** Chooses a block that no route of this host touches, once. */
export async function chooseNetwork(): Promise<string> {
  if (!existsSync(networkFile)) {
    const routes = (await run('ip', ['-4', 'route', 'show', 'table', 'all'])).matchAll(/\b10\.(\d+)\.\d+\.\d+/g)
    const wholeTen = /\b10\.0\.0\.0\/8\b/.test(await run('ip', ['-4', 'route']))
    const taken = new Set([...routes].map((match) => Number(match[1])))
    const second = [231, 233, 237, 239, 241, 243].find((candidate) => !taken.has(candidate))
    if (!second || wholeTen) throw new Error('no free 10.x.0.0/16 block for the lab among the routes of this host')
    mkdirSync(dirname(networkFile), { recursive: true })
    writeFileSync(networkFile, JSON.stringify({ second } satisfies { second: number }))
  }
  return network().block
}

export async function openNetwork(): Promise<string> {
  const { block, host, hostPrefix } = network()
  if (!existsSync(settingsFile)) {
    const before = Object.fromEntries(
      settings.filter(existsSync).map((file) => [file, readFileSync(file, 'utf8').trim()]),
    )
    mkdirSync(volatile, { recursive: true })
    writeFileSync(settingsFile, JSON.stringify(before))
  }
  if (!(await tryRun('ip', ['link', 'show', bridge]))) await run('ip', ['link', 'add', bridge, 'type', 'bridge'])
  await run('ip', ['addr', 'replace', hostPrefix, 'dev', bridge])
  await run('ip', ['link', 'set', bridge, 'up'])
  writeFileSync('/proc/sys/net/ipv4/ip_forward', '1')

  const rules: Record<string, string[][]> = {
    'OCLAB-INPUT': [['-s', block, '-d', block, '-j', 'ACCEPT']],
    // A dockerd on the host sets FORWARD's policy to DROP; the lab's traffic must pass all the same.
    'OCLAB-FORWARD': [
      ['-s', block, '-j', 'ACCEPT'],
      ['-d', block, '-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED,DNAT', '-j', 'ACCEPT'],
    ],
    'OCLAB-NAT': [['-s', block, '!', '-d', block, '-j', 'MASQUERADE']],
  }
  for (const { table, hook, chain } of chains) {
    const iptables = (...args: string[]) => run('iptables', ['-w', '-t', table, ...args])
    await tryRun('iptables', ['-w', '-t', table, '-N', chain])
    await iptables('-F', chain)
    for (const rule of rules[chain] ?? []) await iptables('-A', chain, ...rule)
    if (!(await tryRun('iptables', ['-w', '-t', table, '-C', hook, '-j', chain])))
      await iptables('-I', hook, '-j', chain)
  }
  return `${bridge} ${host}`
}

export async function closeNetwork(): Promise<void> {
  await tryRun('ip', ['link', 'delete', bridge])
  for (const tool of ['iptables', 'ip6tables']) await removeChains(tool)
  if (existsSync(settingsFile)) {
    for (const [file, value] of Object.entries(
      JSON.parse(readFileSync(settingsFile, 'utf8')) as Record<string, string>,
    )) {
      if (readFileSync(file, 'utf8').trim() !== value) writeFileSync(file, value)
    }
  }
}

/** Takes away the lab's chains and kube-proxy's, with every rule that leads to one of them. */
async function removeChains(tool: string): Promise<void> {
  const saved = await tryRun(`${tool}-save`, [])
  if (!saved) return
  const ours = /^(OCLAB|KUBE)-/
  for (const [, table = '', body = ''] of saved.matchAll(/^\*(\w+)\n([\s\S]*?)^COMMIT/gm)) {
    const names = [...body.matchAll(/^:(\S+)/gm)].map((match) => match[1] ?? '').filter((name) => ours.test(name))
    if (names.length === 0) continue
    const hooks = body
      .split('\n')
      .filter((line) => line.startsWith('-A ') && !ours.test(line.slice(3)) && / -j (OCLAB|KUBE)-/.test(line))
      .map((line) => line.replace('-A', '-D'))
    // Declaring a chain empties it, so that no rule refers to another chain when it is deleted.
    const script = [...names.map((name) => `:${name} - [0:0]`), ...hooks, ...names.map((name) => `-X ${name}`)]
    await run(`${tool}-restore`, ['--noflush', '-w'], { input: `*${table}\n${script.join('\n')}\nCOMMIT\n` })
  }
}

/** A Kubernetes that is not the lab's would lose its rules and pods to ours. */
export async function refuseForeignKubernetes(): Promise<void> {
  const rules = (await tryRun('iptables-save', ['-t', 'nat'])) ?? ''
  if (rules.includes(':KUBE-SERVICES') && !existsSync(settingsFile)) {
    throw new Error('this host already runs a Kubernetes node (its iptables rules are there); a host carries only one')
  }
}
