// Debian packages. Nearly everything is unpacked into the lab's own folder instead of being installed: Debian's
// packages of containerd, etcd and docker-registry would start services of their own on the host. The lists of
// trixie and of the sources live in a private apt configuration, so the host's own is never touched.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, logs, strace } from './layout.ts'
import { run } from './process.ts'

const folder = join(cache, 'apt')
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

// A mirror may refuse one of many.
const RETRIES = ['-o', 'Acquire::Retries=3']

/** What has to be on the host itself: small, without services. */
const hostPackages: [file: string, name: string][] = [
  ['/usr/sbin/iptables', 'iptables'],
  ['/usr/bin/openssl', 'openssl'],
  ['/usr/sbin/ip', 'iproute2'],
  ['/usr/bin/nsenter', 'util-linux'],
  ['/usr/bin/perl', 'perl'],
  ['/usr/bin/xz', 'xz-utils'],
  [strace, 'strace'],
  ['/etc/ssl/certs/ca-certificates.crt', 'ca-certificates'],
  [keyring, 'debian-archive-keyring'],
]

export function missingHostPackages(): string[] {
  const seccomp = readdirSync('/usr/lib').some((arch) => existsSync(`/usr/lib/${arch}/libseccomp.so.2`))
  const missing = hostPackages.filter(([file]) => !existsSync(file)).map(([, name]) => name)
  return seccomp ? missing : [...missing, 'libseccomp2']
}

export async function installOnHost(packages: string[], log: string): Promise<void> {
  const env = { ...(process.env as Record<string, string>), DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', [...RETRIES, 'update'], { env, log })
  await run('apt-get', [...RETRIES, 'install', '--yes', '--no-install-recommends', ...packages], { env, log })
}

/** For what is too big to be on every host: installed by the first who needs it. */
export async function needOnHost(file: string, name: string): Promise<string> {
  if (!existsSync(file)) await installOnHost([name], join(logs, 'apt.log'))
  return file
}

/** The mirror this host itself uses. */
export async function mirror(): Promise<string> {
  const targets = await run('apt-get', ['indextargets', '--format', '$(SITE) $(RELEASE)', 'Created-By: Packages'])
  const site = targets
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, release]) => release === 'bookworm')?.[0]
  if (!site) throw new Error('apt knows no mirror for Debian 12 (bookworm): the lab needs a Debian 12 host')
  return site
}

let updated: Promise<string[]> | undefined

/** Options that make apt-get use the private lists, which are fetched on first use. */
function privateApt(): Promise<string[]> {
  updated ??= (async () => {
    for (const name of ['lists/partial', 'archives/partial', 'none']) mkdirSync(join(folder, name), { recursive: true })
    const site = await mirror()
    const signed = `[signed-by=${keyring}] ${site}`
    writeFileSync(
      join(folder, 'sources.list'),
      `deb ${signed} bookworm main\ndeb ${signed} trixie main\ndeb-src ${signed} bookworm main\n`,
    )
    writeFileSync(join(folder, 'status'), '')
    const options = [
      `Dir::Etc::SourceList=${folder}/sources.list`,
      `Dir::Etc::SourceParts=${folder}/none`,
      `Dir::State::Lists=${folder}/lists`,
      `Dir::State::status=${folder}/status`,
      // apt's own user may not enter root's cache folder; saying so avoids a warning per file.
      'APT::Sandbox::User=root',
    ].flatMap((option) => ['-o', option])
    options.push(...RETRIES)
    await run('apt-get', [...options, 'update'])
    return options
  })()
  return updated
}

/** Unpacks packages ("name/suite") into a folder. */
export async function unpack(packages: string[], target: string): Promise<void> {
  const options = await privateApt()
  const debs = `${target}.debs`
  mkdirSync(debs, { recursive: true })
  mkdirSync(target, { recursive: true })
  await run('apt-get', [...options, 'download', ...packages], { cwd: debs })
  for (const deb of readdirSync(debs)) await run('dpkg-deb', ['-x', join(debs, deb), target])
  await run('rm', ['-r', debs])
}

/** Downloads a source package and answers its upstream tarball. */
export async function downloadSource(name: string, target: string): Promise<string> {
  const options = await privateApt()
  mkdirSync(target, { recursive: true })
  await run('apt-get', [...options, 'source', '--download-only', name], { cwd: target })
  const tarball = readdirSync(target).find((file) => file.includes('.orig.tar.'))
  if (!tarball) throw new Error(`Debian's source package ${name} has no upstream tarball`)
  return join(target, tarball)
}
