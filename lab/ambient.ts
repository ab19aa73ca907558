const ambient = /^(KUBECONFIG$|KUBERNETES_|DOCKER_|AWS_)/

/** The caller's environment without anything that could lead a tool to someone's real cluster, engine or account. */
export function cleanEnvironment(base: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(base).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !ambient.test(entry[0]),
    ),
  )
}
