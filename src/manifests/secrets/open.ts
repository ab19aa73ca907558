// Opens what SOPS encrypted, in memory. What comes out is masked before anything else can see it.

import { isUtf8 } from 'node:buffer'
import type { Problem } from '../../errors.ts'
import { mask } from '../../report/mask.ts'
import { type AgeKeys, openDataKey, readAgeKeys } from './age.ts'
import type { Metadata } from './metadata.ts'
import { placeOf, type Sealed, SOPS_KEY } from './sealed.ts'
import { labelOf, malformed, metadataOf, placeOfMetadata } from './sealed-metadata.ts'
import { type Damage, type OpenedLeaf, openTree } from './tree.ts'

/** The documents that SOPS encrypted in one go, under one MAC. */
interface Bundle {
  readonly metadata: Metadata
  readonly documents: readonly [Sealed, ...Sealed[]]
}

const WAYS_OUT =
  'Set `sops-age-key` from a GitHub secret, or `secrets: keep` to leave the one in the cluster; KMS and PGP are not supported by this action: decrypt in a step before'
const RESTORE = 'Restore the file from git, and change it only by `sops edit`'
/** kustomize sorts keys, and the MAC goes over the values in their order. */
const LIST_ITSELF =
  'kustomize may have changed it: take the encrypted file out of the kustomization and list it itself in `manifests` beside it'
/** What Kubernetes itself reads aloud. To mask it would hide common words from the whole log. */
const NOT_SECRET: ReadonlySet<string | undefined> = new Set(['apiVersion', 'kind', 'metadata', 'type'])

/**
 * Decrypts the documents in place and takes their `sops` key away. One that has a problem stays as it is.
 * @param ageKeys the `sops-age-key` input, one or more keys as `age-keygen` writes them; '' when it is not set
 */
export async function openSealed(sealed: readonly Sealed[], ageKeys: string): Promise<Problem[]> {
  for (const line of ageKeys.split(/[\r\n]+/)) if (!line.trim().startsWith('#')) mask(line)
  const { bundles, problems } = bundlesOf(sealed)
  if (bundles.length === 0) return problems
  const keys = await readAgeKeys(ageKeys)
  for (const line of keys.unreadable) {
    problems.push({
      code: 'input-invalid',
      message: `Line ${line} of \`sops-age-key\` is neither an age key nor a comment`,
      fix: 'Give it keys as `age-keygen` writes them, each a line that begins with AGE-SECRET-KEY-1',
    })
  }
  if (keys.unreadable.length > 0) return problems
  for (const bundle of bundles) problems.push(...(await openBundle(bundle, keys)))
  return problems
}

function bundlesOf(sealed: readonly Sealed[]): { bundles: readonly Bundle[]; problems: Problem[] } {
  const bundles = new Map<string, Bundle>()
  const problems: Problem[] = []
  for (const each of sealed) {
    const metadata = metadataOf(each)
    if ('malformed' in metadata) {
      problems.push(malformed(each, metadata.malformed))
      continue
    }
    if ('unsupported' in metadata) {
      problems.push({
        code: 'secret-encrypted',
        message: `${labelOf(each)} is encrypted by SOPS in a way that is not supported: it ${metadata.unsupported}`,
        fix: 'Encrypt it again without that, or decrypt it in a step before',
        where: placeOfMetadata(each),
      })
      continue
    }
    const key = [each.file.path, metadata.lastModified, metadata.mac].join('\0')
    const [first, ...more] = bundles.get(key)?.documents ?? [each]
    // A file of several documents has one MAC over all of them, and SOPS writes the same metadata into each.
    bundles.set(key, { metadata, documents: first === each ? [each] : [first, ...more, each] })
  }
  return { bundles: [...bundles.values()], problems }
}

async function openBundle({ metadata, documents }: Bundle, keys: AgeKeys): Promise<Problem[]> {
  const [first] = documents
  const each = (problem: (label: string) => Omit<Problem, 'where'>): Problem[] =>
    documents.map((sealed) => ({ ...problem(labelOf(sealed)), where: placeOf(sealed) }))
  const recipients = metadata.age.map(({ recipient }) => recipient).join(', ')

  if (metadata.age.length === 0) {
    return each((label) => ({
      code: 'secret-encrypted',
      message: `${label} is encrypted by SOPS for ${metadata.others.join(' and ')} only, which this action does not support`,
      fix: 'Add an age recipient to .sops.yaml and run `sops updatekeys`, set `secrets: keep`, or decrypt it in a step before',
    }))
  }
  if (keys.identities.length === 0) {
    return each((label) => ({
      code: 'secret-encrypted',
      message: `${label} is encrypted by SOPS, and no age key is given`,
      fix: WAYS_OUT,
    }))
  }
  const opened = await openDataKey(metadata.age, keys)
  if (opened === 'stranger') {
    return each((label) => ({
      code: 'secret-encrypted',
      message: `${label} is encrypted by SOPS for ${recipients}, and the given age key is that of ${keys.recipients.join(', ')}`,
      fix: 'Set `sops-age-key` to the key of one of its recipients, or add a recipient by `sops updatekeys`',
    }))
  }
  if (opened === 'damaged') {
    return each((label) => ({
      code: 'secret-damaged',
      message: `The data key of ${label}, wrapped for ${recipients}, is damaged`,
      fix: RESTORE,
    }))
  }
  const tree = openTree(
    documents.map(({ document }) => document),
    metadata,
    opened.dataKey,
  )
  if ('damages' in tree) {
    return tree.damages.map((damage) => {
      const sealed = documents.find(({ document }) => document === damage.document) ?? first
      return {
        code: 'secret-damaged',
        message: damage.path ? sentenceOf(damage, labelOf(sealed)) : macSentence(damage, documents),
        fix: sealed.rendered && !damage.path ? LIST_ITSELF : RESTORE,
        where: placeOf(sealed, damage.node),
      }
    })
  }
  // The kind may be encrypted itself, so the values are first put in their places.
  for (const { node, plain } of tree.leaves) node.value = plain
  for (const leaf of tree.leaves) maskLeaf(leaf)
  for (const { document } of documents) document.delete(SOPS_KEY)
  return []
}

function sentenceOf({ path = [], flaw }: Damage, label: string): string {
  return `The value of ${path.join('.')} in ${label} ${flaw}`
}

function macSentence({ flaw }: Damage, documents: readonly Sealed[]): string {
  return `The MAC of ${documents.map(labelOf).join(' and ')} ${flaw}`
}

function maskLeaf({ document, path, plain }: OpenedLeaf): void {
  const isInList = path[0] === 'items'
  const field = path[isInList ? 1 : 0]
  if (typeof plain === 'boolean' || NOT_SECRET.has(field)) return
  const text = String(plain)
  mask(text)
  if (field !== 'data' || !(isInList || document.getIn(['kind']) === 'Secret')) return
  // The pods see the decoded value, and print that.
  const decoded = Buffer.from(text, 'base64')
  // What a list holds may also be a ConfigMap, whose values are no base64.
  if (!isInList || isUtf8(decoded)) mask(decoded.toString())
}
