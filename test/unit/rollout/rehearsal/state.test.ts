import { describe, expect, test } from '@jest/globals'
import { DeployError } from '../../../../src/errors.ts'
import { fills, isWaitingForState, restoreFailure } from '../../../../src/rollout/rehearsal/state.ts'
import type { RolloutView } from '../../../../src/rollout/view.ts'
import { built, deployment, part } from './gateway.ts'

const STATE = { file: '/b.tar.gz', bytes: 48_000, sources: ['/home/node/.openclaw'] }
const CLAIMED = {
  initContainers: [{ name: 'copy-config', image: 'busybox:1.36' }],
  volumes: [
    { name: 'data', persistentVolumeClaim: { claimName: 'openclaw-data' } },
    { name: 'media', persistentVolumeClaim: { claimName: 'media' } },
    { name: 'config', configMap: { name: 'openclaw-config' } },
  ],
}
const GATEWAY = {
  args: ['gateway'],
  ports: [{ containerPort: 18789 }],
  startupProbe: { httpGet: { path: '/startupz' } },
  readinessProbe: { httpGet: { path: '/startupz' } },
  envFrom: [{ secretRef: { name: 'openclaw-secrets' } }],
  securityContext: { readOnlyRootFilesystem: true },
  volumeMounts: [
    { name: 'data', mountPath: '/home/node/.openclaw' },
    { name: 'media', mountPath: '/media/' },
    { name: 'config', mountPath: '/config' },
  ],
}

describe('a rehearsal with the state', () => {
  const { pod, unproven } = built({ ...part(deployment(CLAIMED, GATEWAY)), state: STATE })
  const [restoring, ...rest] = pod.spec.initContainers ?? []

  test('restores the backup before all else, where the gateway will look for it and as the gateway', () => {
    expect(rest.map(({ name }) => name)).toEqual(['copy-config'])
    expect(restoring).toMatchObject({
      name: 'openclaw-deploy-restore',
      command: [
        'node',
        '-e',
        expect.stringContaining("'backup', 'restore'"),
        // Not the config's, which is git's.
        '/home/node/.openclaw',
        '/media',
      ],
      envFrom: GATEWAY.envFrom,
      securityContext: GATEWAY.securityContext,
      volumeMounts: [...GATEWAY.volumeMounts, { name: 'openclaw-deploy-backup', mountPath: '/openclaw-deploy' }],
    })
    expect(restoring?.image).toBe(pod.spec.containers[0]?.image)
    for (const key of ['args', 'ports', 'startupProbe', 'readinessProbe']) expect(restoring).not.toHaveProperty(key)
  })

  test('never on the volume of the gateway that runs', () => {
    const volumes = pod.spec.volumes?.filter(({ name }) => name !== 'config')
    expect(volumes).toEqual(['data', 'media', 'openclaw-deploy-backup'].map((name) => ({ name, emptyDir: {} })))
  })

  test('still does not prove what is in no backup', () => {
    expect(unproven).toContain('the start with what is in volume media, empty here')
  })

  test('is one of the start alone, and not of the pull', () => {
    const pull = built({ ...part(deployment(CLAIMED, GATEWAY)), state: STATE }, 'pull')
    expect(pull.pod.spec.initContainers).toBeUndefined()
  })
})

test.each<[source: string, mount: string, filled: boolean]>([
  ['/home/node/.openclaw', '/home/node/.openclaw', true],
  ['/home/node/.openclaw', '/home/node/.openclaw/', true],
  ['/home/node/.openclaw/workspace', '/home/node/.openclaw', true],
  ['/home/node', '/home/node/.openclaw', true],
  ['/home/node/.openclaw-2', '/home/node/.openclaw', false],
  ['/elsewhere', '/home/node/.openclaw', false],
])('an archive of %s: does it fill what is mounted at %s? %s', (source, mountPath, filled) => {
  expect(fills([source], { name: 'data', mountPath })).toBe(filled)
})

test('the archive is brought when the container for it runs, and not before', () => {
  const view = (state: object) =>
    ({
      pods: [
        { metadata: { uid: 'u' }, status: { initContainerStatuses: [{ name: 'openclaw-deploy-restore', state }] } },
      ],
    }) as unknown as RolloutView
  expect(isWaitingForState(view({ waiting: {} }), 'u')).toBe(false)
  expect(isWaitingForState(view({ running: {} }), 'u')).toBe(true)
  expect(isWaitingForState(view({ running: {} }), 'another')).toBe(false)
})

test('only the failure of the restore is about the backup', () => {
  const failure = (container: string, code: 'init-failed' | 'oom-killed' = 'init-failed') =>
    restoreFailure(new DeployError({ code, message: `Init container ${container} failed`, fix: 'f', evidence: ['e'] }))
  expect(failure('openclaw-deploy-restore')?.problems[0]).toMatchObject({ code: 'backup-failed', evidence: ['e'] })
  expect(failure('copy-config')).toBeUndefined()
  expect(failure('openclaw-deploy-restore', 'oom-killed')).toBeUndefined()
})
