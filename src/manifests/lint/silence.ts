// Findings that a person has looked at and accepts: an annotation on the object names the rule, and says why.

import type { Manifest } from '../objects.ts'
import { Part } from './part.ts'
import type { Flaw, Rule } from './rule.ts'

export const ANNOTATION = 'openclaw-deploy/lint-ignore'

export interface Ignored {
  readonly rule: string
  readonly reason: string
}

/** Reads `rule-id: reason; other-rule: reason`. */
export function parseIgnored(annotation: string): Ignored[] {
  return annotation.split(';').flatMap((entry): Ignored[] => {
    const [rule = '', ...reason] = entry.split(':')
    return entry.trim() === '' ? [] : [{ rule: rule.trim(), reason: reason.join(':').trim() }]
  })
}

export function ignoredIn(manifest: Manifest): Ignored[] {
  const { text } = annotationOf(manifest)
  return text === undefined ? [] : parseIgnored(text)
}

function annotationOf(manifest: Manifest): Part {
  return Part.of(manifest).at('metadata', 'annotations', ANNOTATION)
}

/** The rule over the annotations themselves. */
export function ignoreWithoutReason(known: (id: string) => boolean): Rule {
  return {
    id: 'ignore-without-reason',
    severity: 'warning',
    symptom: `The annotation ${ANNOTATION} silences nothing, or nobody remembers why it does`,
    fix: `Write it as "rule-id: reason; other-rule: reason"`,
    check({ manifests }) {
      return manifests.flatMap((manifest): Flaw[] => {
        const at = annotationOf(manifest)
        const flaws = ignoredIn(manifest).flatMap(({ rule, reason }) => {
          if (!known(rule)) return [`There is no rule ${rule || 'without a name'} to ignore`]
          return reason === '' ? [`The rule ${rule} is ignored without a reason, so it is not`] : []
        })
        return flaws.map((message) => ({ message, at }))
      })
    },
  }
}
