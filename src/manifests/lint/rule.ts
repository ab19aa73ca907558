// What a rule is. Each stands in a file of its own under rules/, says what a user would see without it, and is pure.

import type { Place } from '../../errors.ts'
import type { Spot } from './part.ts'
import type { Subject } from './subject.ts'

/** error: it will not work, or loses data or safety. warning: it works, but worse than it could. */
export type Severity = 'error' | 'warning'

export interface Rule {
  /** Stable: annotations name it. */
  readonly id: string
  readonly severity: Severity
  /** Of an error: where its flaws are warnings, words that go on after "a warning". */
  readonly milder?: string
  /** What a user sees who has it wrong, one sentence without a final full stop. */
  readonly symptom: string
  /** What to do about it, one sentence without a final full stop. */
  readonly fix: string
  check(subject: Subject): readonly Flaw[]
}

/** Where a rule is broken. */
export interface Flaw {
  /** The cause, one sentence without a final full stop. Never holds a secret. */
  readonly message: string
  readonly at: Spot
  /** Where this one is milder than the rule says; the rule's `milder` tells of it. */
  readonly severity?: 'warning'
  /** When this one has a better fix than the rule's own. */
  readonly fix?: string
}

/** What is told to the user; lines count from 1. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly fix: string
  readonly where: Place
}
