import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { requireDaemon } from '../../../src/image/daemonless.ts'
import { commandNamed, problemFrom, temporaryFolder } from '../support.ts'

const NOBODY = 'echo "Cannot connect to the Docker daemon" >&2; exit 1'

/** @param script of the `docker` on PATH; undefined when there is none */
function pod(script?: string) {
  const folder = temporaryFolder()
  const bin = join(folder, 'bin')
  if (script !== undefined) commandNamed(bin, 'docker', script)
  const socket = join(folder, 'docker.sock')
  return { socket, start: () => requireDaemon(`unix://${socket}`, { PATH: bin, HOME: folder }) }
}

describe('a build where ARC brings no Docker', () => {
  test.each<[what: string, script: string | undefined, said: RegExp]>([
    ['no daemon', NOBODY, /docker\.sock: Cannot connect to the Docker daemon$/],
    ['a client that tells no version', 'echo', /it tells no version/],
    ['no docker at all', undefined, /cannot be run/],
  ])('ends at once with %s, and the ways out', async (_, script, said) => {
    const begun = performance.now()
    const problem = await problemFrom(pod(script).start)
    expect(problem).toMatchObject({
      code: 'docker-unavailable',
      message: expect.stringContaining('containerMode kubernetes (or kubernetes-novolume)'),
      evidence: [expect.stringMatching(said)],
    })
    for (const way of ['containerMode: dind', '`image`', 'DOCKER_HOST']) expect(problem.fix).toContain(way)
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  test('goes on when a daemon answers all the same', async () => {
    await pod('echo 29.1.0').start()
  })

  test('goes on to wait when a socket is there, whose daemon may be starting', async () => {
    const { socket, start } = pod(NOBODY)
    writeFileSync(socket, '')
    await start()
  })
})
