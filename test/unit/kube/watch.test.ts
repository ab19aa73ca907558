import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import type { KubeObject } from '../../../src/kube/object.ts'
import { type Collection, type WatchTiming, watchCollection } from '../../../src/kube/watch.ts'
import { LittleCluster, until } from '../little-cluster.ts'
import { after as cleanUp, json, problemFrom } from '../support.ts'

const PODS = '/api/v1/namespaces/home/pods'

const thing = (name: string, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name },
  ...more,
})

function watching(
  cluster: LittleCluster,
  timing: Partial<WatchTiming> = {},
  collection: Collection = { path: PODS },
  {
    onChange,
    stop = new AbortController(),
  }: { onChange?: (objects: readonly KubeObject[]) => void; stop?: AbortController } = {},
) {
  const said: string[] = []
  const seen: string[][] = []
  const listener = {
    onChange: (objects: readonly KubeObject[]) => {
      seen.push(objects.map(({ metadata }) => metadata.name))
      onChange?.(objects)
    },
    onAway: (why: string | undefined) => said.push(why ?? 'back'),
    onPolling: () => said.push('polling'),
  }
  const done = watchCollection(cluster.client, collection, listener, stop.signal, timing)
  done.catch(() => {})
  cleanUp(() => {
    stop.abort()
    return done.catch(() => {})
  })
  return { seen, said, done, stop, last: () => seen.at(-1)?.join(' ') }
}

/** Listed, and a watch is open. */
async function settled(cluster: LittleCluster, ...timing: [Partial<WatchTiming>?]) {
  const watch = watching(cluster, ...timing)
  await until(() => cluster.watches(PODS) === 1)
  return watch
}

describe('a collection', () => {
  test('is listed, then watched from there', async () => {
    const cluster = await LittleCluster.start()
    cluster.put(PODS, thing('a'), thing('b'))
    const { seen } = await settled(cluster)
    cluster.put(PODS, thing('c'))
    cluster.put(PODS, thing('a'))
    cluster.remove(PODS, 'b')
    await until(() => seen.length === 4)
    expect(seen).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'c'],
    ])
    expect(cluster.asked).toEqual([
      PODS,
      `${PODS}?watch=true&allowWatchBookmarks=true&timeoutSeconds=30&resourceVersion=102`,
    ])
  })

  test('that is empty is told as empty', async () => {
    const { seen } = await settled(await LittleCluster.start())
    expect(seen).toEqual([[]])
  })

  test('of a list has kind and apiVersion, as those of a watch do', async () => {
    const cluster = await LittleCluster.start()
    cluster.put(PODS, thing('a'))
    const got: KubeObject[] = []
    watching(cluster, {}, { path: PODS }, { onChange: (objects) => got.push(...objects) })
    await until(() => got.length === 1)
    expect(got[0]).toMatchObject({ apiVersion: 'v1', kind: 'Thing' })
  })

  test('asks only for what it selects', async () => {
    const cluster = await LittleCluster.start()
    cluster.put(PODS, thing('a'), thing('b'))
    const { seen } = watching(cluster, {}, { path: PODS, labelSelector: 'app=x,tier in (a)', name: 'b' })
    await until(() => cluster.watches(PODS) === 1)
    expect(seen).toEqual([['b']])
    expect(cluster.asked.map((each) => new URL(each, 'http://c').searchParams.get('labelSelector'))).toEqual([
      'app=x,tier in (a)',
      'app=x,tier in (a)',
    ])
    expect(cluster.asked[0]).toContain('fieldSelector=metadata.name%3Db')
  })

  test('gets a burst in one macrotask', async () => {
    const cluster = await LittleCluster.start()
    const ticks: number[] = []
    let tick = 0
    const counting = setInterval(() => tick++, 0)
    cleanUp(() => clearInterval(counting))
    watching(cluster, {}, { path: PODS }, { onChange: () => ticks.push(tick) })
    await until(() => cluster.watches(PODS) === 1)
    cluster.put(PODS, ...Array.from({ length: 50 }, (_, index) => thing(`p${index}`)))
    await until(() => ticks.length === 51)
    expect(new Set(ticks.slice(1)).size).toBe(1)
  })
})

describe('a watch', () => {
  test('that the server ends goes on from the last version, bookmarks included', async () => {
    const cluster = await LittleCluster.start()
    const { said } = await settled(cluster)
    cluster.put(PODS, thing('a'))
    cluster.bookmark(PODS)
    await new Promise((resolve) => setTimeout(resolve, 50))
    cluster.end()
    await until(() => cluster.count('watch', PODS) === 2)
    expect(cluster.asked.at(-1)).toMatch(/resourceVersion=102$/)
    expect(cluster.count('list', PODS)).toBe(1)
    expect(said).toEqual([])
  })

  test('that is cut in the middle of a line misses nothing', async () => {
    const cluster = await LittleCluster.start()
    const { last, seen, said } = await settled(cluster)
    cluster.raw(PODS, '{"type":"ADDED","object":{"metadata":{"name":"half","resou')
    await new Promise((resolve) => setTimeout(resolve, 20))
    cluster.cut()
    cluster.put(PODS, thing('a'))
    await until(() => last() === 'a')
    expect(seen).toEqual([[], ['a']])
    expect(cluster.count('list', PODS)).toBe(1)
    // One cut is healed by the next connection: nobody needs to know.
    expect(said).toEqual([])
  })

  test('survives a character cut in two', async () => {
    const cluster = await LittleCluster.start()
    const { last } = await settled(cluster)
    const line = Buffer.from(`${JSON.stringify({ type: 'ADDED', object: thing('größe') })}\n`)
    const middle = line.indexOf('ö') + 1
    cluster.raw(PODS, line.subarray(0, middle) as never)
    await new Promise((resolve) => setTimeout(resolve, 20))
    cluster.raw(PODS, line.subarray(middle) as never)
    await until(() => last() === 'größe')
  })

  test('with a line that is no JSON starts again from the last good one', async () => {
    const cluster = await LittleCluster.start()
    const { last } = await settled(cluster)
    cluster.put(PODS, thing('a'))
    await until(() => last() === 'a')
    cluster.raw(PODS, '<html>proxy</html>\n')
    await until(() => cluster.count('watch', PODS) === 2)
    cluster.put(PODS, thing('b'))
    await until(() => last() === 'a b')
    expect(cluster.count('list', PODS)).toBe(1)
  })

  test('skips empty lines', async () => {
    const cluster = await LittleCluster.start()
    const { last } = await settled(cluster)
    cluster.raw(PODS, '\n\n')
    cluster.put(PODS, thing('a'))
    await until(() => last() === 'a')
    expect(cluster.count('watch', PODS)).toBe(1)
  })

  test('of a version that is too old lists again: ERROR event', async () => {
    const cluster = await LittleCluster.start()
    cluster.put(PODS, thing('a'))
    const { last, said } = await settled(cluster)
    cluster.cut()
    cluster.put(PODS, thing('b'))
    cluster.remove(PODS, 'a')
    cluster.forget()
    await until(() => last() === 'b' && cluster.watches(PODS) === 1)
    expect(cluster.count('list', PODS)).toBe(2)
    expect(said).toEqual([])
  })

  test('of a version that is too old lists again: HTTP 410', async () => {
    const cluster = await LittleCluster.start()
    let gone = 1
    cluster.answer = (url, response) => {
      if (!url.searchParams.has('watch') || gone-- <= 0) return false
      json(response, { code: 410, message: 'too old resource version' }, 410)
      return true
    }
    const { said } = await settled(cluster)
    expect(cluster.count('list', PODS)).toBe(2)
    expect(said).toEqual([])
  })

  test('that is always called too old is not asked in a circle', async () => {
    const cluster = await LittleCluster.start()
    cluster.answer = (url, response) => {
      if (!url.searchParams.has('watch')) return false
      response.end(`${JSON.stringify({ type: 'ERROR', object: { code: 410 } })}\n`)
      return true
    }
    watching(cluster)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    // 100 + 200 + 400 ms and the like, each halved at best.
    expect(cluster.count('watch', PODS)).toBeGreaterThan(1)
    expect(cluster.count('watch', PODS)).toBeLessThan(7)
  })

  test('that the server ends at once is not asked in a circle', async () => {
    const cluster = await LittleCluster.start()
    cluster.answer = (url, response) => {
      if (url.searchParams.has('watch')) response.end()
      return url.searchParams.has('watch')
    }
    watching(cluster)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(cluster.count('watch', PODS)).toBeLessThan(7)
  })

  test('of a server that has gone silent is made anew', async () => {
    const cluster = await LittleCluster.start()
    const { last } = await settled(cluster, { silenceMs: 150 })
    await until(() => cluster.count('watch', PODS) >= 2)
    cluster.put(PODS, thing('a'))
    await until(() => last() === 'a')
    expect(cluster.watches(PODS)).toBe(1)
  })

  test('that is never answered is told', async () => {
    const cluster = await LittleCluster.start()
    cluster.answer = (url) => url.searchParams.has('watch')
    const { said } = watching(cluster, { silenceMs: 50 })
    await until(() => said.length === 1)
    expect(said[0]).toMatch(/cannot be reached: no answer in time/)
  })
})

describe('a server that is away', () => {
  test('is waited for, told once, and its changes are seen when it is back', async () => {
    const cluster = await LittleCluster.start()
    const { last, said } = await settled(cluster)
    await cluster.stop()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    cluster.put(PODS, thing('a'))
    await cluster.startAgain()
    await until(() => last() === 'a')
    expect(said).toEqual([expect.stringMatching(/cannot be reached.*ECONNREFUSED/), 'back'])
  })

  test('at the first list is waited for too', async () => {
    const cluster = await LittleCluster.start()
    await cluster.stop()
    const { seen, said } = watching(cluster)
    await until(() => said.length === 1)
    await cluster.startAgain()
    await until(() => seen.length === 1)
    await until(() => said.at(-1) === 'back')
  })

  test.each([500, 503, 429])('as it answers %i is waited for', async (status) => {
    const cluster = await LittleCluster.start()
    let left = 3
    cluster.answer = (_, response) => {
      if (left-- <= 0) return false
      json(response, { message: 'etcdserver: leader changed' }, status)
      return true
    }
    const { said } = await settled(cluster)
    // The server knows of its answer before the client does.
    await until(() => said.length === 2)
    expect(said).toEqual([expect.stringContaining('leader changed'), 'back'])
  })
})

describe('rights', () => {
  const forbid =
    (isForbidden: (url: URL) => boolean, status = 403): LittleCluster['answer'] =>
    (url, response) => {
      if (isForbidden(url)) json(response, { message: 'pods is forbidden' }, status)
      return isForbidden(url)
    }

  test('to list and not to watch: it is polled, and told once', async () => {
    const cluster = await LittleCluster.start()
    cluster.answer = forbid((url) => url.searchParams.has('watch'))
    cluster.put(PODS, thing('a'))
    const { last, said, seen } = watching(cluster, { pollMs: 20 })
    await until(() => said.length === 1)
    cluster.put(PODS, thing('b'))
    await until(() => last() === 'a b')
    cluster.put(PODS, thing('b', { changed: true }))
    await until(() => seen.length === 3)
    const polls = cluster.count('list', PODS)
    await until(() => cluster.count('list', PODS) > polls + 2)
    // What has not changed is not told again.
    expect(seen).toEqual([['a'], ['a', 'b'], ['a', 'b']])
    expect(said).toEqual(['polling'])
    expect(cluster.count('watch', PODS)).toBe(1)
  })

  test('to read one object by its name alone: it is polled', async () => {
    const cluster = await LittleCluster.start()
    cluster.answer = forbid((url) => url.pathname === PODS)
    cluster.put(PODS, thing('a'))
    const { seen, said } = watching(cluster, { pollMs: 20 }, { path: PODS, name: 'a' })
    await until(() => said.length === 1)
    cluster.remove(PODS, 'a')
    await until(() => seen.length === 2)
    expect(seen).toEqual([['a'], []])
    expect(said).toEqual(['polling'])
  })

  test.each([
    [403, 'cluster-forbidden'],
    [401, 'cluster-unauthorized'],
  ])('that are missing from the start (%i) end it', async (status, code) => {
    const cluster = await LittleCluster.start()
    cluster.answer = forbid(() => true, status)
    const { done } = watching(cluster)
    expect(await problemFrom(() => done)).toMatchObject({ code })
  })

  test.each([403, 401])('that a starting server denies for a while (%i) are waited for', async (status) => {
    const cluster = await LittleCluster.start()
    const { last, said } = await settled(cluster)
    cluster.answer = forbid(() => true, status)
    cluster.cut()
    await until(() => said.length === 1)
    cluster.answer = () => false
    cluster.put(PODS, thing('a'))
    await until(() => last() === 'a')
    await until(() => said.at(-1) === 'back')
    // Watching is still its way: the denial was not for good.
    expect(cluster.watches(PODS)).toBe(1)
  })

  test('that are taken away for good end it', async () => {
    const cluster = await LittleCluster.start()
    const { done } = await settled(cluster, { refusalPatienceMs: 200 })
    cluster.answer = forbid(() => true)
    cluster.cut()
    expect(await problemFrom(() => done)).toMatchObject({ code: 'cluster-forbidden' })
  })

  test('are no matter when the question itself is wrong', async () => {
    const cluster = await LittleCluster.start()
    cluster.answer = forbid(() => true, 400)
    expect(await problemFrom(() => watching(cluster).done)).toMatchObject({ code: 'apply-rejected' })
  })
})

describe('the signal', () => {
  test.each<[string, (cluster: LittleCluster) => unknown, Partial<WatchTiming>]>([
    ['an open watch', () => undefined, {}],
    [
      'a list that is never answered',
      (cluster) => {
        cluster.answer = () => true
      },
      {},
    ],
    ['the wait for a server that is away', (cluster) => cluster.stop(), {}],
    [
      'a poll',
      (cluster) => {
        cluster.answer = (url, response) => {
          if (url.searchParams.has('watch')) json(response, {}, 403)
          return url.searchParams.has('watch')
        }
      },
      { pollMs: 60_000 },
    ],
  ])('ends %s at once, and nothing of it keeps a process alive', async (_, trouble, timing) => {
    const cluster = await LittleCluster.start()
    await trouble(cluster)
    // In a process of its own: what is open in this one belongs to jest and the little server too.
    const program = `
      import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
      import { KubeClient } from './src/kube/request.ts'
      import { watchCollection } from './src/kube/watch.ts'
      const config = new KubeConfig()
      const server = '${cluster.client.server.origin}'
      config.loadFromClusterAndUser({ name: 'c', server, skipTLSVerify: true }, { name: 'u', token: 't' })
      const client = new KubeClient(config, new URL(server))
      const stop = new AbortController()
      setTimeout(() => stop.abort(), 300)
      const timing = ${JSON.stringify(timing)}
      await watchCollection(client, { path: '${PODS}' }, { onChange: () => {} }, stop.signal, timing)
      client.close()
      const ended = performance.now()
      process.on('exit', () => console.log(performance.now() - ended))`
    const root = join(import.meta.dirname, '../../..')
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      env: { NODE_NO_WARNINGS: '1' },
      // To start it takes seconds on a busy machine; how soon it ends is measured by itself.
      timeout: 60_000,
    })
    expect(Number(stdout.trim())).toBeLessThan(1_000)
    await until(() => cluster.watches(PODS) === 0)
  })

  test('that had been given before starts nothing', async () => {
    const cluster = await LittleCluster.start()
    const stop = new AbortController()
    stop.abort()
    await watching(cluster, {}, { path: PODS }, { stop }).done
    expect(cluster.asked).toEqual([])
  })
})
