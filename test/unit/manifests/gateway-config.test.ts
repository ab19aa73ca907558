import { describe, expect, test } from '@jest/globals'
import { gatewayConfig } from '../../../src/manifests/gateway-config.ts'
import { findWorkload } from '../../../src/manifests/workload.ts'
import { manifestsOf, type Source, shipped } from './lint/support.ts'

function configOf(sources: readonly Source[], namespace?: string) {
  const manifests = manifestsOf(sources)
  return gatewayConfig(manifests, findWorkload(manifests, { repository: 'k3s-homelab/openclaw' }), namespace)
}
const edited = (file: string, from: string, to: string) =>
  shipped().map((source) => {
    if (!source.path.endsWith(`/${file}.yaml`)) return source
    expect(source.text).toContain(from)
    return { ...source, text: source.text.replace(from, to) }
  })

describe('the config of the shipped manifests', () => {
  const sources = shipped()
  const config = configOf(sources)

  test('is what the init container copies, with the variables it names', () => {
    expect(config?.name).toBe('openclaw.json')
    expect(Object.keys(config?.files ?? {})).toEqual(['openclaw.json'])
    expect(config?.variables).toMatchObject({ OPENCLAW_GATEWAY_TOKEN: 'placeholder' })
  })

  test('knows the lines of its keys in the manifest', () => {
    const text = sources.find(({ path }) => path.endsWith('configmap.yaml'))?.text ?? ''
    const lines = text.split('\n')
    expect(lines[(config?.place('gateway', 'bind').line ?? 0) - 1]).toContain('bind: "lan"')
    expect(lines[(config?.placeOfLine(1).line ?? 0) - 1]?.trim()).toBe('{')
  })
})

test('is that of the namespace which the input names, where the Deployment names none', () => {
  const config = shipped().find(({ path }) => path.endsWith('/configmap.yaml'))?.text ?? ''
  const other = config.replace('namespace: open-webui', 'namespace: other').replace('bind: "lan"', 'bind: "custom"')
  const sources = [{ path: 'other.yaml', text: other }, ...edited('deployment', '  namespace: open-webui\n', '')]
  expect(configOf(sources, 'open-webui')?.value).toMatchObject({ gateway: { bind: 'lan' } })
  expect(configOf(sources, 'other')?.value).toMatchObject({ gateway: { bind: 'custom' } })
})

test('a variable that the manifests give in plain text has its value', () => {
  const env = '            - name: OPENCLAW_STATE_DIR\n'
  const config = configOf(
    edited('deployment', env, `            - name: OPENCLAW_GATEWAY_TOKEN\n              value: plain\n${env}`),
  )
  expect(config?.variables.OPENCLAW_GATEWAY_TOKEN).toBe('plain')
})

test('other JSON of the same ConfigMap comes along, since $include may name it, and nothing else of it', () => {
  const config = configOf(edited('configmap', '\ndata:\n', '\ndata:\n  more.json5: "{}"\n  notes.txt: hello\n'))
  expect(Object.keys(config?.files ?? {}).sort()).toEqual(['more.json5', 'openclaw.json'])
})

test('files have the paths that the mount gives them', () => {
  const config = configOf(
    edited('configmap', '\ndata:\n', '\ndata:\n  agents.json5: "{}"\n').map((source) =>
      source.path.endsWith('/deployment.yaml')
        ? {
            ...source,
            text: source.text.replace(
              '            name: openclaw-config\n',
              '            name: openclaw-config\n            items:\n              - { key: openclaw.json, path: openclaw.json }\n              - { key: agents.json5, path: parts/agents.json5 }\n',
            ),
          }
        : source,
    ),
  )
  expect(Object.keys(config?.files ?? {}).sort()).toEqual(['openclaw.json', 'parts/agents.json5'])
})

test('old forms are known where OpenClaw may write its copy, and not where the config is mounted read-only', () => {
  const old = edited('configmap', 'bind: "lan"', 'bind: "0.0.0.0"')
  expect(configOf(old)?.migrated).toEqual([['gateway', 'bind']])
  const readOnly = old.map((source) =>
    source.path.endsWith('/deployment.yaml')
      ? {
          ...source,
          text: source.text
            .replace('value: /home/node/.openclaw/config/openclaw.json', 'value: /config/openclaw.json')
            .replace(
              '            - name: tmp\n              mountPath: /tmp\n',
              '            - name: tmp\n              mountPath: /tmp\n            - name: config\n              mountPath: /config\n',
            ),
        }
      : source,
  )
  expect(configOf(readOnly)?.migrated).toEqual([])
})

test('there is none when no ConfigMap of the manifests reaches the gateway', () => {
  expect(configOf(shipped().filter(({ path }) => !path.endsWith('configmap.yaml')))).toBeUndefined()
})
