// What the commit says: versions and digests, so that `git log` is the gateway's history.

/** What was deployed, as far as it is known. */
export interface Deployed {
  /** With digest. */
  readonly image: string
  readonly version?: string
  readonly previousImage?: string
  readonly previousVersion?: string
  /** `namespace/deployment` */
  readonly gateway: string
  readonly verified?: string
  readonly runUrl?: string
}

/** The message: a subject of one line, a blank one, then a line a fact. */
export function commitMessage(deployed: Deployed): string {
  const { image, version, previousImage, previousVersion } = deployed
  const what = version ? `OpenClaw ${version}` : `OpenClaw's image ${image.split('@').at(-1)?.slice(0, 19)}`
  const before = version && previousVersion && previousVersion !== version ? ` (before: ${previousVersion})` : ''
  const facts: [name: string, value: string | undefined][] = [
    ['Image', image],
    ['Before', previousImage !== image ? previousImage : undefined],
    ['Gateway', deployed.gateway],
    ['Verified', deployed.verified],
    ['Run', deployed.runUrl],
  ]
  const lines = facts.flatMap(([name, value = '']) => (oneLine(value) ? [`${name}: ${oneLine(value)}`] : []))
  return `${oneLine(`Pin ${what}${before}`)}\n\n${lines.join('\n')}\n`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
