// What npm installed into an image, as the Dockerfile writes it down. Pure.

/** Of the Dockerfile that we ship; another one may not have it. */
export const PACKAGES_FILE = '/opt/openclaw/packages.txt'

export interface PackageChange {
  readonly name: string
  /** Versions, ascending by text; a package may be there in several. */
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** @param text lines of `npm ls --all --parseable --long`: `folder:name@version`, and more behind another colon */
export function parsePackages(text: string): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const line of text.split('\n')) {
    const [, name, version] = /^[^:]+:(@?[^@:]+)@([^:]+)/.exec(line) ?? []
    if (name === undefined || version === undefined) continue
    found.set(name, (found.get(name) ?? new Set()).add(version))
  }
  return new Map([...found].map(([name, versions]) => [name, [...versions].sort()]))
}

/** In the order of their names. */
export function changedPackages(before: Map<string, string[]>, after: Map<string, string[]>): PackageChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names
    .map((name) => ({ name, from: before.get(name) ?? [], to: after.get(name) ?? [] }))
    .filter(({ from, to }) => from.join() !== to.join())
}
