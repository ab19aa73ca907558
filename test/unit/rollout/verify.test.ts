import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { DeployError } from '../../../src/errors.ts'
import type { ExecResult } from '../../../src/kube/exec.ts'
import { KubeClient } from '../../../src/kube/request.ts'
import type { Pod } from '../../../src/kube/workloads.ts'
import { judgeAnswer, verifyGateway } from '../../../src/rollout/verify.ts'
import { type Container, littlePod } from '../little-pod.ts'
import { grantsOf, kubeconfigFor, NAMESPACE, rbacServer } from '../rbac.ts'
import { after, DIGEST, json, OTHER_DIGEST, printedBy, problemFrom, serve, temporaryFolder } from '../support.ts'

const SECRET = 'hunter2-in-the-config'
const CONFIG = { path: '/home/node/.openclaw/openclaw.json', text: `{ token: "${SECRET}" }` }
const done = (stdout: string, stderr = '', exitCode = 0): ExecResult => ({ kind: 'done', exitCode, stdout, stderr })
const saw = (inside: object) => done(`${JSON.stringify({ ...inside, config: CONFIG })}\n`)
const answer = (body: object) => saw({ answer: JSON.stringify(body) })

describe('judgeAnswer', () => {
  test.each<[what: string, result: ExecResult, version: string | undefined, told: string]>([
    ['the version that was deployed', answer({ status: 'started', version: '2026.9.6' }), '2026.9.6', '2026.9.6'],
    ['any version, when none is known', answer({ status: 'started', version: '2026.9.1' }), undefined, '2026.9.1'],
    ['more than is asked', answer({ status: 'started', version: '2026.9.6', uptime: 3 }), '2026.9.6', '2026.9.6'],
  ])('started: the gateway tells %s', (_, result, version, told) => {
    expect(judgeAnswer(result, version)).toEqual({ kind: 'started', version: told, config: CONFIG })
  })

  test('forbidden: the deployer may not exec', () => {
    expect(judgeAnswer({ kind: 'refused', status: 403, message: 'Unexpected server response: 403' }, '1')).toEqual({
      kind: 'forbidden',
    })
  })

  test.each<[status: number, mayBeGone: boolean]>([
    [404, true],
    [500, true],
    [401, false],
    [502, false],
    [503, false],
  ])('unheard: the exec is refused with %d', (status, mayBeGone) => {
    const result: ExecResult = { kind: 'refused', status, message: `Unexpected server response: ${status}` }
    expect(judgeAnswer(result, '1')).toEqual({
      kind: 'unheard',
      why: `the exec was answered with HTTP ${status}`,
      mayBeGone,
    })
  })

  test('unheard: the exec is cut off', () => {
    const why = 'no answer within 20 s'
    expect(judgeAnswer({ kind: 'broken', message: why }, '1')).toEqual({ kind: 'unheard', why, mayBeGone: false })
  })

  test('started without a version: the gateway does not tell it, and any would do', () => {
    expect(judgeAnswer(answer({ status: 'started' }), undefined)).toEqual({ kind: 'started', config: CONFIG })
  })

  test.each<[what: string, result: ExecResult, message: RegExp]>([
    ['another version', answer({ status: 'started', version: '2026.9.5' }), /is OpenClaw 2026\.9\.5, not 2026\.9\.6/],
    ['no version', answer({ status: 'started' }), /of unknown version, not 2026\.9\.6/],
    ['a version that is no text', answer({ status: 'started', version: 3 }), /of unknown version/],
    ['that it is starting', answer({ status: 'starting', version: '2026.9.6' }), /says it is "starting", not started/],
    [
      'the page of the Control UI',
      saw({ answer: '<!doctype html>\n<html></html>\n' }),
      /is not OpenClaw: <html><\/html>/,
    ],
    ['JSON of something else', answer({ ok: true }), /is not OpenClaw/],
    ['null', saw({ answer: 'null' }), /is not OpenClaw/],
    ['a list', saw({ answer: '[]' }), /is not OpenClaw/],
    ['nothing', saw({ answer: '' }), /is not OpenClaw: it said nothing/],
    [
      'a refused connection',
      saw({ failure: 'Error: connect ECONNREFUSED 127.0.0.1:18789' }),
      /ECONNREFUSED 127\.0\.0\.1:18789/,
    ],
    [
      'with a Node that is too old',
      done('', 'x:1\nTypeError: process.getBuiltinModule is not a function\n    at x\n\nNode.js v20.0.0\n', 1),
      /failed: TypeError: process\.getBuiltinModule is not a function/,
    ],
    ['half of it', done(`{"answer":"{}","config":{"text":"${SECRET}`), /failed: exit code 0/],
    [
      'that there is no Node in it',
      { kind: 'broken', message: 'OCI runtime exec failed: exec: "node": executable file not found in $PATH: unknown' },
      /failed: .* "node": executable file not found/,
    ],
  ])('a failure: it answers %s', (_, result, message) => {
    const judged = judgeAnswer(result, '2026.9.6')
    expect(judged).toEqual({
      kind: 'failed',
      problem: {
        code: 'verify-failed',
        message: expect.stringMatching(message),
        fix: expect.stringMatching(/\S/),
      },
    })
    expect(JSON.stringify(judged)).not.toContain(SECRET)
  })

  test('a failure is a short sentence, however long the answer', () => {
    const judged = judgeAnswer(saw({ answer: 'x'.repeat(100_000) }), '1')
    expect(judged.kind === 'failed' && judged.problem.message.length).toBeLessThan(400)
  })
})

describe('verifyGateway', () => {
  const STARTED = { ok: true, status: 'started', version: '2026.9.6' }
  const IMAGE = `registry.example/openclaw:2026.9.6@${DIGEST}`
  const text = `{ gateway: { mode: "local", auth: { token: "${SECRET}" } } }`
  const configs = [{ name: 'ConfigMap c, openclaw.json', text }]
  const expected = { version: '2026.9.6', image: IMAGE, configs }

  /** A gateway on this machine, the home of its container, and its pod. */
  async function gateway(config: string, respond = (response: ServerResponse) => json(response, STARTED)) {
    const home = temporaryFolder()
    mkdirSync(join(home, '.openclaw'))
    const file = join(home, '.openclaw/openclaw.json')
    writeFileSync(file, config)
    const { host, asked } = await serve((_, response) => respond(response))
    const port = Number(host.split(':')[1])
    const startedAt = new Date().toISOString()
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'openclaw-1', namespace: 'home' },
      spec: { nodeName: 'n1', containers: [{ name: 'gateway', ports: [{ containerPort: port }] }] },
      status: {
        startTime: startedAt,
        containerStatuses: [{ name: 'gateway', imageID: IMAGE, state: { running: { startedAt } } }],
      },
    }
    return { container: { HOME: home } satisfies Container, pod, file, asked }
  }

  test('full: version, config and image are what was deployed', async () => {
    const { container, pod, asked } = await gateway(text)
    const { client, asked: requests } = await littlePod([container])
    expect(await verifyGateway(client, pod, 'gateway', expected)).toEqual({
      level: 'full',
      version: '2026.9.6',
      unproven: [],
    })
    expect(asked).toEqual(['GET /startupz'])
    const review = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
    expect(requests).toEqual([review, review, '/api/v1/namespaces/home/pods/openclaw-1/exec'])
  })

  test('basic: what it could not prove is told, a clause each', async () => {
    const { container, pod } = await gateway('{ gateway: { mode: "remote" } }', (response) =>
      json(response, { ok: true, status: 'started' }),
    )
    const { client } = await littlePod([container])
    const image = `registry.example/openclaw@${OTHER_DIGEST}`
    expect(await verifyGateway(client, pod, 'gateway', { image, configs })).toEqual({
      level: 'basic',
      unproven: [
        'the version, which the gateway does not tell',
        'the config it serves, since it differs from ConfigMap c, openclaw.json in gateway.mode, gateway.auth',
        `the image, since the node reports ${DIGEST}, which may be the platform's manifest of ours`,
      ],
    })
  })

  test('basic: without the right to exec, what can be seen from outside', async () => {
    const { pod } = await gateway(text)
    const { client } = await littlePod([403])
    expect(await verifyGateway(client, pod, 'gateway', expected)).toEqual({
      level: 'basic',
      unproven: [
        expect.stringMatching(
          /^the version and the config it serves, .*\(get and create on pods\/exec; manifests\/rbac/,
        ),
      ],
    })
  })

  test.each(grantsOf('exec.yaml').map(({ verb }) => verb))(
    'basic: without the verb %s on pods/exec, also where the server would take the other one alone',
    async (verb) => {
      const { pod } = await gateway(text)
      const server = await rbacServer(grantsOf('exec.yaml').filter((each) => each.verb !== verb))
      const config = new KubeConfig()
      config.loadFromString(kubeconfigFor(server.url))
      const client = new KubeClient(config, new URL(server.url))
      after(() => client.close())
      const there = { ...pod, metadata: { ...pod.metadata, namespace: NAMESPACE } }
      expect(await verifyGateway(client, there, 'gateway', expected)).toEqual({
        level: 'basic',
        unproven: [expect.stringContaining(`(missing: ${verb} on pods/exec; manifests/rbac/exec.yaml grants it)`)],
      })
      expect(server.asked.filter((each) => each.includes('/pods/'))).toEqual([])
    },
  )

  test('failed: OpenClaw has restored an older config, and no line of it gets out', async () => {
    const { container, pod, file } = await gateway('{ gateway: { mode: "local", auth: { token: "older-hunter2" } } }')
    writeFileSync(`${file}.clobbered.2026-11-24T00-00-00-000Z`, text)
    const { client } = await littlePod([container])
    const printed = await printedBy(async () => {
      const problem = await problemFrom(() => verifyGateway(client, pod, 'gateway', expected))
      expect(problem).toMatchObject({
        code: 'verify-failed',
        message: expect.stringMatching(/restored an older config .* in gateway\.auth\.token$/),
      })
      expect(JSON.stringify(problem)).not.toContain('hunter2')
    })
    expect(printed).not.toContain('hunter2')
  })

  test('not failed: it restored one in a pod before this one', async () => {
    const { container, pod, file } = await gateway('{ gateway: { mode: "local" } }')
    writeFileSync(`${file}.clobbered.2026-11-24T00-00-00-000Z`, text)
    const { client } = await littlePod([container])
    const startTime = new Date(Date.now() + 60_000).toISOString()
    const later = { ...pod, status: { ...pod.status, startTime } }
    expect(await verifyGateway(client, later, 'gateway', expected)).toMatchObject({ level: 'basic' })
  })

  test('failed: its container restarted since, but the pod is the one that restored', async () => {
    const { container, pod, file } = await gateway('{ gateway: { mode: "local" } }')
    writeFileSync(`${file}.clobbered.2026-11-24T00-00-00-000Z`, text)
    const { client } = await littlePod([container])
    const startedAt = new Date(Date.now() + 60_000).toISOString()
    const status = { ...pod.status, containerStatuses: [{ name: 'gateway', state: { running: { startedAt } } }] }
    const problem = await problemFrom(() => verifyGateway(client, { ...pod, status }, 'gateway', expected))
    expect(problem.message).toContain('restored an older config')
  })

  test('a gateway that is just restarting is asked again', async () => {
    let restarting = 1
    const { container, pod } = await gateway(text, (response) =>
      restarting-- > 0 ? json(response, { status: 'draining' }, 503) : json(response, STARTED),
    )
    const { client } = await littlePod([container])
    expect(await verifyGateway(client, pod, 'gateway', expected, { retryMs: 20 })).toMatchObject({ level: 'full' })
  })

  test('failed: an older gateway answers, also when asked again', async () => {
    const { container, pod, asked } = await gateway(text, (response) =>
      json(response, { status: 'started', version: '2026.9.5' }),
    )
    const { client } = await littlePod([container])
    const problem = await problemFrom(() => verifyGateway(client, pod, 'gateway', expected, { retryMs: 20 }))
    expect(problem.message).toBe('The gateway that answers is OpenClaw 2026.9.5, not 2026.9.6')
    expect(asked).toHaveLength(3)
  })

  describe('an exec that does not get there', () => {
    test('is waited for by time and not by attempts, and told once: an API server and a kubelet that restart', async () => {
      const { container, pod } = await gateway(text)
      // A server that has just started refuses everyone until it has read its roles.
      const { client } = await littlePod(['cut', 'cut', 'cut', 'cut', 503, 403, 401, 502, container])
      const said: string[] = []
      const waiting = {
        retryMs: 1,
        progress: (line: string) => said.push(line),
        findPod: () => Promise.reject(new Error('looked for a pod that is there')),
      }
      expect(await verifyGateway(client, pod, 'gateway', expected, waiting)).toMatchObject({ level: 'full' })
      expect(said).toEqual([expect.stringMatching(/^Pod openclaw-1 cannot be asked now \(.+\); waiting for it$/)])
    })

    test('goes to the pod that serves now, whose image is then the proof', async () => {
      const { container, pod } = await gateway(text)
      const { client, asked } = await littlePod([404, container])
      const other = { ...pod, metadata: { ...pod.metadata, name: 'openclaw-2', uid: 'u2' } }
      const status = {
        ...pod.status,
        containerStatuses: [{ name: 'gateway', imageID: `registry.example/openclaw@${OTHER_DIGEST}` }],
      }
      const waiting = { retryMs: 1, findPod: async () => ({ ...other, status }) }
      const { version, unproven } = await verifyGateway(client, pod, 'gateway', expected, waiting)
      expect(version).toBe('2026.9.6')
      expect(unproven).toEqual([expect.stringContaining(OTHER_DIGEST)])
      expect(asked.filter((each) => each.endsWith('/exec')).map((each) => each.split('/').at(-2))).toEqual([
        'openclaw-1',
        'openclaw-2',
      ])
    })

    test('ends with what is wrong with the pod, if that is what it is', async () => {
      const { pod } = await gateway(text)
      const { client } = await littlePod([500])
      const failure = new DeployError({ code: 'oom-killed', message: 'It was killed', fix: 'Raise its limit' })
      const waiting = { retryMs: 1, findPod: () => Promise.reject(failure) }
      expect(await problemFrom(() => verifyGateway(client, pod, 'gateway', expected, waiting))).toMatchObject({
        code: 'oom-killed',
      })
    })

    test.each<[answer: Container, why: RegExp]>([
      [500, /the exec was answered with HTTP 500$/],
      ['cut', /socket hang up$/],
    ])('is no fault of the gateway, however long it lasts (%s)', async (answer, why) => {
      const { pod } = await gateway(text)
      const { client, asked } = await littlePod([answer])
      const waiting = { retryMs: 10, ms: 1_000, findPod: async () => pod }
      const problem = await problemFrom(() => verifyGateway(client, pod, 'gateway', expected, waiting))
      expect(problem).toMatchObject({
        code: 'cluster-unreachable',
        message: expect.stringMatching(
          /^Pod openclaw-1 was ready, but could not be asked for its version and config within 1(\.0)? s: /,
        ),
        fix: expect.stringMatching(/kubectl exec.*run again/),
      })
      expect(problem.message).toMatch(why)
      expect(asked.filter((each) => each.endsWith('/exec')).length).toBeGreaterThan(3)
    })

    test('is basic, where the server forbids it to the end', async () => {
      const { pod } = await gateway(text)
      const { client } = await littlePod(['cut', 403])
      expect(await verifyGateway(client, pod, 'gateway', expected, { retryMs: 10, ms: 1_000 })).toMatchObject({
        level: 'basic',
      })
    })

    test('is an answer, where the container has no such command', async () => {
      const { pod } = await gateway(text)
      const { client, asked } = await littlePod([['exec: "node": executable file not found in $PATH']])
      const problem = await problemFrom(() => verifyGateway(client, pod, 'gateway', expected, { retryMs: 1 }))
      expect(problem).toMatchObject({ code: 'verify-failed', fix: expect.stringContaining('node on its PATH') })
      expect(asked.filter((each) => each.endsWith('/exec'))).toHaveLength(3)
    })
  })

  test('a config that the container’s user may not read is told as not proven', async () => {
    const { container, pod, file } = await gateway(text)
    chmodSync(file, 0)
    const { client } = await littlePod([container])
    const { unproven } = await verifyGateway(client, pod, 'gateway', expected)
    // Root may read any file.
    const clauses = process.getuid?.() === 0 ? [] : [`the config it serves, since ${file} cannot be read (EACCES)`]
    expect(unproven).toEqual(clauses)
  })
})
