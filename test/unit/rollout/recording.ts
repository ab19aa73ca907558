// A rollout as the wait saw it in the lab, kept small enough for git: each object once, and a view as numbers of objects.

import { gunzipSync, gzipSync } from 'node:zlib'
import type { KubeObject } from '../../../src/kube/object.ts'
import { redact } from '../../../src/report/redact.ts'
import type { Expected } from '../../../src/rollout/verdict.ts'
import type { ContainerLog, RolloutView } from '../../../src/rollout/view.ts'
import { endOf, type Outcome, run, type Stream } from './runner.ts'

export interface Recording {
  /** What the stream shows. */
  readonly name: string
  /** How the wait ended: `ready`, or the code of its failure. */
  readonly end: string
  readonly expected: Expected
  readonly views: Stream
}

type ListName = 'replicaSets' | 'pods' | 'claims' | 'events'

interface PackedView extends Readonly<Record<ListName, readonly number[]>> {
  readonly deployment?: number
  readonly logs: readonly (readonly [container: string, log: number])[]
}

interface Packed extends Omit<Recording, 'views'> {
  readonly objects: readonly unknown[]
  readonly views: readonly (readonly [ms: number, view: PackedView])[]
}

// A patience that was about to end when the rollback began ends a moment later.
const STANDS_MS = 3_000

/**
 * @returns gzipped JSON, without anything that looks like a credential
 * @throws Error when what is kept does not end as the wait did
 */
export function packRecording(recording: Recording): Buffer {
  const packed = packedFrom(recording)
  const end = endOf(replay(unpacked(packed)))
  // The rollback can be faster than our own wait.
  if (recording.end !== 'overtaken' && end !== recording.end)
    throw new Error(`the recording of "${recording.name}" ends as ${end}, and its wait as ${recording.end}`)
  return gzipSync(JSON.stringify({ ...packed, end }), { level: 9 })
}

export function unpackRecording(bytes: Buffer): Recording {
  return unpacked(JSON.parse(gunzipSync(bytes).toString('utf8')) as Packed)
}

/** The whole of it, through the verdict. */
export function replay({ expected, views }: Recording): Outcome {
  return run(views, expected, standsUntil(views))
}

/** Each way of having seen less, or the same twice, that ends in a red which the whole does not end in. */
export function falseReds({ end, expected, views }: Recording): string[] {
  const until = standsUntil(views)
  const cuts = [...views.keys()].flatMap((at): [name: string, stream: Stream, untilMs?: number][] => [
    // Nothing is concluded while the connection is away, so the last view does not stand.
    [`cut after view ${at}`, views.slice(0, at + 1)],
    [`begun at view ${at}`, views.slice(at), until],
    [`without view ${at}`, views.toSpliced(at, 1), until],
    [`without three from view ${at}`, views.toSpliced(at, 3), until],
    [`view ${at} twice`, views.toSpliced(at, 0, ...views.slice(at, at + 1)), until],
  ])
  return cuts.flatMap(([name, stream, untilMs]) => {
    if (stream.length === 0) return []
    const { verdict, ms } = run(stream, expected, untilMs)
    const isFalse = verdict.state === 'failed' && verdict.problem.code !== end
    return isFalse ? [`${name}: ${verdict.problem.code} after ${ms} ms: ${verdict.problem.message}`] : []
  })
}

function standsUntil(views: Stream): number {
  return (views.at(-1)?.[0] ?? 0) + STANDS_MS
}

function packedFrom({ name, end, expected, views }: Recording): Packed {
  const numbers = new Map<string, number>()
  const numberOf = (value: object) => {
    const text = JSON.stringify(value, (_, each) => (typeof each === 'string' ? redact(each) : each))
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
  const numbersOf = (objects: readonly KubeObject[]) => objects.map((each) => numberOf(slim(each)))
  const packed = views
    // What comes after our own generation is the rollback's.
    .filter(([, { deployment }]) => (deployment?.metadata.generation ?? 0) <= expected.generation)
    .map(([ms, view]): [number, PackedView] => [
      Math.round(ms),
      {
        ...(view.deployment && { deployment: numberOf(slim(view.deployment)) }),
        replicaSets: numbersOf(view.replicaSets),
        pods: numbersOf(view.pods),
        claims: numbersOf(view.claims),
        events: numbersOf(view.events),
        logs: [...view.logs].map(([container, log]) => [container, numberOf(log)]),
      },
    ])
    // The wait judges the same view again whenever a patience ends, and so does the replay; the last one tells how long.
    .filter(([, view], at, all) => at === all.length - 1 || JSON.stringify(view) !== JSON.stringify(all[at - 1]?.[1]))
  return { name, end, expected, objects: [...numbers.keys()].map((text) => JSON.parse(text) as unknown), views: packed }
}

function unpacked({ objects, views, name, end, expected }: Packed): Recording {
  const allOf = <T>(numbers: readonly number[]) => numbers.map((number) => objects[number] as T)
  const stream = views.map(([ms, view]): [number, RolloutView] => [
    ms,
    {
      deployment: view.deployment === undefined ? undefined : allOf<RolloutView['deployment']>([view.deployment])[0],
      replicaSets: allOf(view.replicaSets),
      pods: allOf(view.pods),
      claims: allOf(view.claims),
      events: allOf(view.events),
      logs: new Map(view.logs.map(([container, number]) => [container, objects[number] as ContainerLog])),
    },
  ])
  return { name, end, expected, views: stream }
}

/** Without what no verdict reads and what would be most of its bytes. */
function slim(object: KubeObject): object {
  const { metadata, ...rest } = object
  return { ...rest, metadata: Object.fromEntries(Object.entries(metadata).filter(([name]) => !UNREAD.includes(name))) }
}

const UNREAD = ['managedFields', 'annotations', 'selfLink']
