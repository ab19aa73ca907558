// What every phase of a run is handed: what was asked for, and how to talk to whoever asked.

import type { Place } from './errors.ts'
import type { Surroundings } from './inputs/common.ts'
import type { Inputs } from './inputs/deploy.ts'
import type { Timeline } from './report/log.ts'
import type { Outcome } from './report/outcome.ts'
import type { OpenWork } from './state/step.ts'

/** What any step of a workflow has, whatever it does. */
export interface Step {
  readonly surroundings: Surroundings
  readonly timeline: Timeline
  readonly outcome: Outcome
  /** @param where the file to show it at */
  readonly warn: (line: string, where?: Place) => void
  /**
   * What to close when the run ends, however it ends: idle connections would keep the process alive. `isCut`: the story goes on
   * until the process ends, and must not do anything more.
   */
  readonly closing: ((isCut: boolean) => void)[]
}

/** A deploy. */
export interface Run extends Step {
  readonly inputs: Inputs
  /** Called before a login is written into the folder, so that the post step can remove it after a crash. */
  readonly onDockerConfig: (folder: string) => void
  /**
   * Called with the path of a file or folder that must not outlive the run before it is written, so that the post step can remove
   * it; with nothing once it is whole, or gone.
   */
  readonly onOpenFile: (path: string | undefined) => void
  /** Called with what the post step would have to put away after a crash, and with nothing once there is none of it. */
  readonly onOpenWork: (work: OpenWork | undefined) => void
}

/** An image that may be deployed: in its registry, built and checked. */
export interface Image {
  /** `repository:tag@sha256:...` */
  readonly reference: string
  readonly digest: string
  /** Undefined for an image that was not built from a release we know. */
  readonly version: string | undefined
}
