import { describe, expect, test } from '@jest/globals'
import { DeployError } from '../../../src/errors.ts'
import type { Docker, Interrupted, Pushed } from '../../../src/image/docker.ts'
import type { Ecr } from '../../../src/image/ecr.ts'
import { pushImage } from '../../../src/image/push.ts'
import { judgePushFailure } from '../../../src/image/push-failure.ts'
import { DIGEST, OTHER_DIGEST, problemFrom } from '../support.ts'

const HOST = '1.dkr.ecr.eu-central-1.amazonaws.com'

const problem = { code: 'push-failed', message: 'Docker could not push it: 500', fix: 'Run again' } as const
const again = (isLoginOver = false): Interrupted => ({ kind: 'again', said: '500 Internal', isLoginOver, problem })

/** Pushes, with these answers of Docker's in turn, to an ECR that holds `stored` once it is asked again, and `before` at first. */
async function push(
  answers: Pushed | DeployError | readonly (Pushed | DeployError)[],
  stored: string | undefined,
  logIns: readonly (Interrupted | undefined)[] = [],
  before?: string,
) {
  const said: string[] = []
  const logins: boolean[] = []
  const left = [answers].flat()
  const leftLogIns = [...logIns]
  const found = [before]
  let pushes = 0
  const docker = {
    login: async () => leftLogIns.shift(),
    push: async () => {
      pushes++
      const answer = left.shift()
      if (answer instanceof DeployError) throw answer
      return answer
    },
  } as unknown as Docker
  const ecr = {
    login: async (_: string, isAgain: boolean) => logins.push(isAgain),
    digestOf: async () => (found.length > 0 ? found.shift() : stored),
  } as unknown as Ecr
  const digest = await pushImage(docker, ecr, `${HOST}/openclaw`, 'tag', (line) => said.push(line), [0, 0])
  return { digest, said: said.at(-1), all: said, logins, pushes }
}

describe('a tag that another run has set meanwhile', () => {
  test('is taken without a login or a push, which could move it', async () => {
    const pushed: Pushed = { kind: 'stored', digest: OTHER_DIGEST }
    expect(await push(pushed, OTHER_DIGEST, [], DIGEST)).toEqual({
      digest: DIGEST,
      said: `ECR had tag already and keeps it: ${DIGEST}`,
      all: [`ECR had tag already and keeps it: ${DIGEST}`],
      logins: [],
      pushes: 0,
    })
  })

  // What an immutable repository's refusal is to some Dockers.
  const said = `unexpected status from PUT request to https://${HOST}/v2/openclaw/manifests/tag: 400 Bad Request`
  const refused = new DeployError({ ...problem, message: `Docker could not push it: ${said}` })

  test('is taken where Docker prints only the status of the refusal', async () => {
    expect(judgePushFailure(said, 1).kind).toBe('failed')
    expect(await push(refused, DIGEST)).toMatchObject({
      digest: DIGEST,
      said: `ECR has tag all the same: ${DIGEST}. What the push ended with: Docker could not push it: ${said}`,
      pushes: 1,
    })
  })

  test('is taken after the third push that was cut off', async () => {
    expect(await push([again(), again(), again()], DIGEST)).toMatchObject({ digest: DIGEST, pushes: 3 })
  })

  test('is not there after a push that failed for another cause, which is told', async () => {
    expect(await problemFrom(() => push(refused, undefined))).toMatchObject({ message: expect.stringContaining(said) })
  })

  test('is not waited for where ECR does not answer either', async () => {
    const docker = { login: async () => undefined, push: () => Promise.reject(refused) } as unknown as Docker
    const answers = [Promise.resolve(undefined)]
    const digestOf = () =>
      answers.shift() ?? Promise.reject(new DeployError({ code: 'ecr-failed', message: 'No', fix: 'Run again' }))
    const ecr = { login: async () => ({}), digestOf } as unknown as Ecr
    expect(await problemFrom(() => pushImage(docker, ecr, `${HOST}/openclaw`, 'tag', () => {}, []))).toMatchObject({
      message: expect.stringContaining(said),
    })
  })
})

describe('after the push', () => {
  test.each<[what: string, pushed: Pushed, said: string]>([
    ['the digest that Docker told', { kind: 'stored', digest: DIGEST }, `ECR has tag: ${DIGEST}`],
    ['a digest when Docker told none', { kind: 'stored', digest: undefined }, `ECR has tag: ${DIGEST}`],
    ['the image of a run beside this one', { kind: 'taken' }, `ECR had tag already and keeps it: ${DIGEST}`],
  ])('ECR has %s', async (_, pushed, said) => {
    expect(await push(pushed, DIGEST)).toMatchObject({ digest: DIGEST, said })
  })

  test.each<[what: string, pushed: Pushed, stored: string | undefined, message: string]>([
    [
      'another digest',
      { kind: 'stored', digest: DIGEST },
      OTHER_DIGEST,
      `Docker pushed ${DIGEST}, but ECR has ${OTHER_DIGEST} under tag`,
    ],
    [
      'nothing',
      { kind: 'stored', digest: undefined },
      undefined,
      'Docker pushed an image, but ECR has nothing under tag',
    ],
    [
      'nothing and refused it',
      { kind: 'taken' },
      undefined,
      'ECR refused the tag tag as taken, but has nothing under it',
    ],
  ])('it is an error that ECR has %s', async (_, pushed, stored, message) => {
    expect(await problemFrom(() => push(pushed, stored))).toMatchObject({ code: 'push-failed', message })
  })
})

describe('a push that is cut off', () => {
  const stored: Pushed = { kind: 'stored', digest: DIGEST }

  test('is made again, and says what it waits for', async () => {
    expect(await push([again(), again(), stored], DIGEST)).toMatchObject({
      digest: DIGEST,
      all: expect.arrayContaining([
        'The push was cut off: 500 Internal; trying again (2 of 3)',
        'The push was cut off: 500 Internal; trying again (3 of 3)',
      ]),
      logins: [false],
    })
  })

  test('is given up after the third', async () => {
    expect(await problemFrom(() => push([again(), again(), again(), stored], undefined))).toEqual(problem)
  })

  test('since its login is over is made again with a fresh one', async () => {
    expect(await push([again(true), stored], DIGEST)).toMatchObject({ digest: DIGEST, logins: [false, true] })
  })

  test('at its login is begun again with that', async () => {
    expect(await push(stored, DIGEST, [again()])).toMatchObject({
      digest: DIGEST,
      all: expect.arrayContaining(['The login was cut off: 500 Internal; trying again (2 of 3)']),
      logins: [false, false],
    })
  })

  test('by a registry that takes no fresh login either is given up', async () => {
    expect(await problemFrom(() => push([again(true), again(true), stored], undefined))).toEqual(problem)
  })

  test('may have set the tag all the same', async () => {
    expect(await push([again(), { kind: 'taken' }], DIGEST)).toMatchObject({ digest: DIGEST })
  })
})

test.each<[said: string, kind: 'again' | 'login over' | 'taken' | 'failed']>([
  ['denied: Your authorization token has expired. Reauthenticate and try again.', 'login over'],
  ['unexpected status from HEAD request to http://x/v2/a/blobs/sha256:1: 403 Forbidden', 'login over'],
  ['403 Forbidden: User: x is not authorized to perform: ecr:PutImage', 'failed'],
  ['received unexpected HTTP status: 500 Internal Server Error', 'again'],
  [
    'failed to push: unexpected status from PUT request to https://x/v2/a/manifests/t: 503 Service Unavailable',
    'again',
  ],
  ['toomanyrequests: Rate exceeded', 'again'],
  [
    'failed to do request: Put "https://x/v2/": write tcp 10.0.0.1:1->10.0.0.2:443: write: connection reset by peer',
    'again',
  ],
  ['failed to copy: httpReadSeeker: unexpected EOF', 'again'],
  ['Put "https://x/v2/": EOF', 'again'],
  ['net/http: TLS handshake timeout', 'again'],
  ['tag invalid: … cannot be overwritten because the repository is immutable.', 'taken'],
  ['denied: User: arn:aws:sts::1:x is not authorized to perform: ecr:PutImage', 'failed'],
  ['no basic auth credentials', 'failed'],
  ['name unknown: The repository with name ‘x’ does not exist', 'failed'],
  ['dial tcp: lookup x: no such host', 'failed'],
  ['dial tcp: lookup x on 10.0.0.1:53: server misbehaving', 'again'],
  ['net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)', 'again'],
  ['write tcp: use of closed network connection', 'again'],
  ['connect: no route to host', 'again'],
  ['write /tmp/500: no space left on device', 'failed'],
  ['', 'failed'],
])('"%s" is %s', (said, kind) => {
  const failure = judgePushFailure(`#1 pushing layers\n${said}\n`, 1)
  expect(failure.kind === 'again' && failure.isLoginOver ? 'login over' : failure.kind).toBe(kind)
  if (failure.kind !== 'taken') expect(failure.said).toBe(said || '#1 pushing layers')
})
