// Rights as the rules of the Role that would give them, to paste.

import type { Right } from './access.ts'

interface Rule {
  readonly group: string
  readonly resources: readonly string[]
  readonly names: readonly string[]
  readonly verbs: readonly string[]
}

/**
 * The least rules that grant these rights and no others, as lines of YAML under a comment that says where they belong. Pure.
 * @param rights in any order; what is the same counts once
 */
export function rulesFor(rights: readonly Right[]): string[] {
  const places = Map.groupBy(rights, ({ namespace }) => namespace)
  return [...places].flatMap(([namespace, there]) => [
    namespace === undefined ? '# in a ClusterRole:' : `# in a Role of namespace ${namespace}:`,
    ...[...Map.groupBy(there, ({ unless }) => unless)].flatMap(([unless, rights]) => [
      ...(unless === undefined ? [] : [`# not needed with ${unless}:`]),
      ...merged(rights).flatMap(linesOf),
    ]),
  ])
}

/** First the verbs of each object, then the objects of a resource and the resources that have the same verbs. */
function merged(rights: readonly Right[]): Rule[] {
  const byResource = [...Map.groupBy(rights, ({ group, resource, name }) => JSON.stringify([group, resource, name]))]
  const single = byResource.map(([, [first, ...more]]): Rule => {
    const { group, resource, name } = first as Right
    const verbs = [...new Set([first as Right, ...more].map(({ verb }) => verb))]
    return { group, resources: [resource], names: name === undefined ? [] : [name], verbs }
  })
  // A rule without names is for all objects, so one with names keeps to its own.
  const byResourceAndVerbs = Map.groupBy(single, ({ group, resources, names, verbs }) =>
    JSON.stringify([group, resources, names.length > 0, verbs.toSorted()]),
  )
  const named = [...byResourceAndVerbs.values()].map((rules) => ({
    ...(rules[0] as Rule),
    names: rules.flatMap(({ names }) => names),
  }))
  const byVerbs = Map.groupBy(named, ({ group, names, verbs }) => JSON.stringify([group, names, verbs.toSorted()]))
  return [...byVerbs.values()].map((rules) => ({
    ...(rules[0] as Rule),
    resources: rules.flatMap(({ resources }) => resources),
  }))
}

function linesOf({ group, resources, names, verbs }: Rule): string[] {
  return [
    `- apiGroups: ${list([group])}`,
    `  resources: ${list(resources)}`,
    ...(names.length > 0 ? [`  resourceNames: ${list(names)}`] : []),
    `  verbs: ${list(verbs)}`,
  ]
}

/** Quoted, since JSON is YAML whatever the words are. */
function list(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`
}
