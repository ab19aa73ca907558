import { describe, expect, test } from '@jest/globals'
import { findRenderer, type Renderer, referenceMadeOf } from '../../../../src/manifests/kustomize/tool.ts'
import { DIGEST } from '../../support.ts'
import { pathWith } from './support.ts'

const LIVE = 'localhost:5000/k3s-homelab/openclaw:1'
const NEW = `localhost:5000/k3s-homelab/openclaw:2@${DIGEST}`
const pod = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - {name: a, image: "${image}"}\n`
const renderer = async (script: string) => (await findRenderer({ PATH: pathWith({ kustomize: script }) })) as Renderer

describe('the reference that the tool makes', () => {
  test('of a version that keeps the tag, and of one that does not', async () => {
    for (const image of [NEW, NEW.replace(':2@', '@')]) {
      expect(await referenceMadeOf(await renderer(`echo '${pod(image)}'`), LIVE, NEW)).toEqual({ text: image })
    }
  })

  test('is asked with nothing but the image and its entry', async () => {
    const script =
      '[ "$1" = build ] || exit 1; /bin/cat "$2/pod.json" "$2/kustomization.yaml" | /usr/bin/tr "\\n" " " >&2; exit 1'
    const said = await referenceMadeOf(await renderer(script), LIVE, NEW)
    expect(said).toMatchObject({ failure: expect.stringContaining(`"image":"${LIVE}"`) })
    expect(said).toMatchObject({
      failure: expect.stringContaining(
        `"images":[{"name":"localhost:5000/k3s-homelab/openclaw","newName":"localhost:5000/k3s-homelab/openclaw","newTag":"2","digest":"${DIGEST}"}]`,
      ),
    })
  })

  test('without the digest is none', async () => {
    expect(await referenceMadeOf(await renderer(`echo '${pod(LIVE)}'`), LIVE, NEW)).toEqual({
      failure: `of ${LIVE} it makes ${LIVE}, whatever its \`images\` say`,
    })
  })
})
