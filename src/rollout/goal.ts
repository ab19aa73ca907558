// What a wait is for.

/** The Deployment as it was applied. */
export interface Expected {
  /** metadata.generation that our own apply returned. */
  readonly generation: number
  readonly container: string
  /** Pinned by its digest, so that a pod which has it in its spec can run nothing else. */
  readonly image: string
  /** Epoch milliseconds of our apply's answer. */
  readonly appliedAtMs: number
}

/** One pod that nothing but this run knows of. */
export interface ExpectedPod extends Omit<Expected, 'generation'> {
  readonly pod: { readonly name: string; readonly uid: string | undefined }
  /** Done: the container has ended with exit code 0. */
  readonly until: 'ready' | 'done'
}

export type Goal = Expected | ExpectedPod
