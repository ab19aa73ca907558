// The page on the lint's rules, made from the rules, so that it cannot tell something else.

import { ANNOTATION, RULE_GROUPS } from '../src/manifests/lint/index.ts'
import { cell, head, row } from './markdown.ts'

/** The text of docs/lint.md. */
export function lintPage(): string {
  const tables = RULE_GROUPS.map(([title, rules]) =>
    [
      `## ${title}`,
      '',
      ...head('rule', 'severity', 'what you would see', 'what to do'),
      ...rules.map(({ id, severity, milder, symptom, fix }) =>
        row(`\`${id}\``, cell(milder ? `${severity}; a warning ${milder}` : severity), cell(symptom), cell(fix)),
      ),
    ].join('\n'),
  )
  return `${[INTRODUCTION, ...tables].join('\n\n')}\n`
}

const INTRODUCTION = `# The lint

<!-- made by npm run docs from src/manifests/lint -->

Before anything is built or applied, the manifests are read for what is known to end in a gateway that does not work. Each
finding names its rule, the file and the line, also inside the openclaw.json of a ConfigMap. An **error** will not work, or
loses data or safety; a **warning** works, but worse than it could. What the manifests do not show (a Secret that is only in
the cluster, a config on the volume, the image's own command) is taken to be right.

A finding that you have looked at and accept is silenced on its object, with the reason; one in openclaw.json also on the
Deployment:

\`\`\`yaml
metadata:
  annotations:
    ${ANNOTATION}: "grace-period: our tasks take seconds; storage-encrypted: cryptsetup is on every node"
\`\`\``
