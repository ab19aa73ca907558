// A Secret that SOPS encrypted and a kustomization names: kustomize passes it on, in an order of its own.

import { beforeAll, describe, expect, test } from '@jest/globals'
import { parseDocument } from 'yaml'
import { readManifests, type SecretsPolicy } from '../../../../src/manifests/read.ts'
import { problemFrom } from '../../support.ts'
import { type AgeKey, newAgeKey, seal } from '../secrets/seal.ts'
import { pathWith, workspaceWith } from './support.ts'

let key: AgeKey
let text: string
beforeAll(async () => {
  key = await newAgeKey()
  text = await seal(
    [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'tokens' }, stringData: { a: 'hunter2hunter2' } }],
    { key, encrypts: ([top]) => top === 'stringData', sops: { encrypted_regex: '^(data|stringData)$' } },
  )
})

async function read(rendered: string, secrets: SecretsPolicy) {
  const workspace = workspaceWith({
    'k/kustomization.yaml': 'resources: [secret.yaml]\nnamePrefix: ""\n',
    'k/secret.yaml': `# ours\n${text}`,
  })
  const env = { PATH: pathWith({ kustomize: `/bin/cat <<'EOF'\n${rendered}\nEOF` }) }
  return readManifests(['k'], workspace, secrets, env)
}

/** The same keys, sorted as kustomize may do. */
function sorted(): string {
  const document = parseDocument(text)
  const { items } = document.contents as unknown as { items: { key: unknown }[] }
  items.sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1)).reverse()
  return String(document)
}

describe('a Secret that SOPS encrypted, in a kustomization', () => {
  test('is kept by its name, at its own place', async () => {
    const { manifests, kept } = await read(text, { kind: 'keep' })
    expect(manifests).toEqual([])
    expect(kept).toEqual([
      { object: expect.objectContaining({ kind: 'Secret' }), where: { file: 'k/secret.yaml', line: 2 } },
    ])
  })

  test('is opened when it came through unchanged', async () => {
    const { manifests } = await read(text, { kind: 'apply', ageKeys: key.identity })
    expect(manifests).toEqual([
      expect.objectContaining({
        encrypted: true,
        object: expect.objectContaining({ stringData: { a: 'hunter2hunter2' } }),
      }),
    ])
  })

  test('whose MAC does not verify any more is told with the way out', async () => {
    expect(await problemFrom(() => read(sorted(), { kind: 'apply', ageKeys: key.identity }))).toMatchObject({
      code: 'secret-damaged',
      message: expect.stringContaining('The MAC of Secret tokens'),
      fix: expect.stringMatching(/^kustomize may have changed it: .* list it itself in `manifests`/),
      where: { file: 'k/secret.yaml', line: 2 },
    })
  })
})
