import { isRecord } from '../../../kube/object.ts'
import { Part, type Path } from '../part.ts'
import type { Flaw, Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const HIDDEN_KEY = /(token|password|secret|api_?key)$/i
// What stands for a value that another tool or OpenClaw itself fills in.
const PLACEHOLDER = /^\s*$|^\$\{.*\}$/

export const secretPlainText: Rule = {
  id: 'secret-plain-text',
  severity: 'warning',
  symptom: 'Whoever reads the repository, now or in its history, has the keys of the gateway and of your models',
  fix: 'Encrypt it with SOPS, or keep it out of git; if it was pushed in plain text, replace the values',
  check: (subject) => [...inSecrets(subject), ...inConfig(subject), ...inEnvironment(subject)],
}

function inSecrets({ manifests }: Subject): Flaw[] {
  return manifests.flatMap((manifest) => {
    if (manifest.object.kind !== 'Secret' || manifest.encrypted) return []
    const object = Part.of(manifest)
    const plain = ['data', 'stringData']
      .flatMap((field) => object.at(field).entries)
      .filter(([, { text }]) => isPlain(text))
    const [first] = plain
    if (first === undefined) return []
    const names = plain.map(([name]) => name).join(', ')
    return [{ message: `Secret ${manifest.object.metadata.name} holds ${names} in plain text`, at: first[1] }]
  })
}

function inConfig({ config }: Subject): Flaw[] {
  // In a Secret, it is the Secret that has to be encrypted.
  if (config === undefined || config.part.manifest.object.kind === 'Secret') return []
  return hiddenKeys(config.value, []).map((path) => ({
    message: `openclaw.json holds ${path.join('.')} in plain text`,
    at: config.spot(...path),
    fix: 'Write "${NAME}" there and give the variable from a Secret',
  }))
}

function inEnvironment({ container }: Subject): Flaw[] {
  return container
    .at('env')
    .items.filter((entry) => HIDDEN_KEY.test(entry.at('name').text ?? '') && isPlain(entry.at('value').text))
    .map((entry) => ({
      message: `The variable ${entry.at('name').text} is given in plain text`,
      at: entry,
      fix: 'Give it from a Secret, by secretKeyRef',
    }))
}

function hiddenKeys(value: unknown, path: Path): Path[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => hiddenKeys(each, [...path, index]))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]): Path[] =>
    HIDDEN_KEY.test(key) && isPlain(inner) ? [[...path, key]] : hiddenKeys(inner, [...path, key]),
  )
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' && !PLACEHOLDER.test(value)
}
