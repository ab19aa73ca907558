// What is seen of a job's steps from outside.

import type { Executed } from './strace.ts'

export interface Process {
  readonly pid: number
  readonly argv: readonly string[]
}

export interface Seen {
  /** All that the steps and their descendants executed, without the steps themselves. */
  readonly executed: readonly Executed[]
  /** Other processes of the host while a step ran, the lab's daemons and pods among them; the shortest-lived were missed. */
  readonly beside: readonly Process[]
  /** Files, folders and links that appeared or changed outside the job's own folders. */
  readonly files: readonly string[]
}
