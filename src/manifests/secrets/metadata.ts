// What SOPS writes beside the values, under `sops`: who can open the data key, which values it encrypts, and the MAC.
// The fields and rules are those of https://github.com/getsops/sops (stores/stores.go, shouldBeEncrypted in sops.go).

import { isRecord } from '../../kube/object.ts'
import { goRegExp } from './go-regexp.ts'

/** The data key as one recipient can open it. */
export interface WrappedKey {
  /** `age1...`, public. */
  readonly recipient: string
  /** The armored age file. */
  readonly enc: string
}

export interface Metadata {
  readonly age: readonly WrappedKey[]
  /** The other kinds of recipients, by the names people know them by. */
  readonly others: readonly string[]
  /** As it is written: the MAC is bound to this text. */
  readonly lastModified: string
  /** `ENC[...]` */
  readonly mac: string
  readonly macOnlyEncrypted: boolean
  /** Whether SOPS encrypts the value at a path; undefined where a comment beside it would decide. */
  readonly encrypts: (path: readonly string[]) => boolean | undefined
}

/** `malformed`: not written by SOPS; `unsupported`: it may be, but what it asks for is not done here. In words. */
export type MetadataFlaw = { readonly malformed: string } | { readonly unsupported: string }

const DEFAULT_UNENCRYPTED_SUFFIX = '_unencrypted'
const RECIPIENTS = {
  kms: 'AWS KMS',
  gcp_kms: 'GCP KMS',
  azure_kv: 'Azure Key Vault',
  hc_vault: 'HashiCorp Vault',
  pgp: 'PGP',
} as const
const RULES = [
  'unencrypted_suffix',
  'encrypted_suffix',
  'unencrypted_regex',
  'encrypted_regex',
  'unencrypted_comment_regex',
  'encrypted_comment_regex',
] as const

/** Reads the value of an object's `sops` key. */
export function readMetadata(value: unknown): Metadata | MetadataFlaw {
  const sops = asMap(value)
  if (!sops) return { malformed: 'it is not a map' }
  const { mac, lastmodified } = sops
  if (!isText(mac)) return { malformed: 'it has no `mac`' }
  if (!isText(lastmodified)) return { malformed: 'it has no `lastmodified`' }

  const groups = asList(sops.key_groups).map(asMap)
  if (groups.length > 1) return { unsupported: `splits its data key between ${groups.length} key groups` }
  // SOPS looks into the groups only when there is no recipient beside them.
  const ours = recipientsOf(sops)
  const { age, others } = ours.age.length + ours.others.length > 0 ? ours : recipientsOf(groups[0] ?? {})
  if (age.length + others.length === 0) return { malformed: 'it names no recipient' }

  const encrypts = ruleOf(sops)
  if (typeof encrypts !== 'function') return encrypts
  const macOnlyEncrypted = sops.mac_only_encrypted === true
  // Nothing would then prove which of the values had to be encrypted.
  if (macOnlyEncrypted && RULES.slice(4).some((rule) => isText(sops[rule])))
    return { unsupported: 'has `mac_only_encrypted` together with a rule about comments' }
  return { age, others, lastModified: lastmodified, mac, macOnlyEncrypted, encrypts }
}

function recipientsOf(map: Record<string, unknown>): Pick<Metadata, 'age' | 'others'> {
  const age = asList(map.age).flatMap((entry): WrappedKey[] => {
    const { recipient, enc } = asMap(entry) ?? {}
    return isText(recipient) && isText(enc) ? [{ recipient, enc }] : []
  })
  const others = Object.entries(RECIPIENTS).flatMap(([key, name]) => (asList(map[key]).length > 0 ? [name] : []))
  return { age, others }
}

function ruleOf(sops: Record<string, unknown>): Metadata['encrypts'] | MetadataFlaw {
  const [rule, another] = RULES.filter((each) => isText(sops[each]))
  if (another) return { malformed: `it has both \`${rule}\` and \`${another}\`` }
  const text = rule ? String(sops[rule]) : DEFAULT_UNENCRYPTED_SUFFIX
  const anywhere = (matches: (key: string) => boolean, found: boolean) => (path: readonly string[]) =>
    path.some(matches) ? found : !found
  switch (rule) {
    case 'encrypted_suffix':
      return anywhere((key) => key.endsWith(text), true)
    case 'encrypted_regex':
    case 'unencrypted_regex': {
      const regexp = goRegExp(text)
      if (!regexp) return { unsupported: `has an \`${rule}\` that this action cannot read` }
      return anywhere((key) => regexp.test(key), rule === 'encrypted_regex')
    }
    case 'encrypted_comment_regex':
    case 'unencrypted_comment_regex':
      return () => undefined
    default:
      return anywhere((key) => key.endsWith(text), false)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function asMap(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
