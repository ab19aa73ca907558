// What a measure is, and how two programs are timed fairly.

export interface Samples {
  readonly ours: readonly number[]
  readonly peer: readonly number[]
}

export interface Measure {
  readonly id: string
  readonly unit: string
  readonly peerName: string
  /** The goal in words, as the results show it. */
  readonly goal: string
  readonly needsLab: boolean
  run(): Promise<Samples>
  /** How samples become the one value that counts; the median unless said otherwise. */
  readonly aggregate?: (values: readonly number[]) => number
  isMet(ours: number, ratio: number): boolean
}

/** Runs both in turn (A B A B), after one of each that does not count (cold file cache). */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<Samples> {
  const samples = { ours: [] as number[], peer: [] as number[] }
  for (let round = -1; round < rounds; round++) {
    const [a, b] = [await ours(), await peer()]
    if (round < 0) continue
    samples.ours.push(a)
    samples.peer.push(b)
  }
  return samples
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const value =
    sorted.length % 2 === 1
      ? (sorted[Math.floor(middle)] ?? 0)
      : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return Math.round(value * 10) / 10
}

/** Nearest rank: the smallest value that so many percent of them do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1] ?? 0
}
