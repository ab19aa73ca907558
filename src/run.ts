// What every phase of a run is handed: what was asked for, and how to talk to whoever asked.

import type { Place } from './errors.ts'
import type { Inputs, Surroundings } from './inputs.ts'
import type { Timeline } from './report/log.ts'
import type { Outcome } from './report/outcome.ts'

export interface Run {
  readonly inputs: Inputs
  readonly surroundings: Surroundings
  readonly timeline: Timeline
  readonly outcome: Outcome
  /** @param where the file to show it at */
  readonly warn: (line: string, where?: Place) => void
  /** Called before a login is written into the folder, so that the post step can remove it after a crash. */
  readonly onDockerConfig: (folder: string) => void
  /** What to close when the run ends, however it ends: idle connections would keep the process alive. */
  readonly closing: (() => void)[]
}

/** An image that may be deployed: in its registry, built and checked. */
export interface Image {
  /** `repository:tag@sha256:...` */
  readonly reference: string
  readonly digest: string
  /** Undefined for an image that was not built from a release we know. */
  readonly version: string | undefined
}
