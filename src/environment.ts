// What a child process gets of the job's environment. A job's secrets are in there under any name, so each child gets as
// little as it can do with.

/** Variables by their names, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

// This action's inputs, the runner's tokens, and the keys of AWS, SOPS and the cluster.
const OURS = /^(INPUT_|AWS_|ACTIONS_|KUBECONFIG$|SOPS_)/
// Read by the action itself (npmrc.ts); the build gets the registry's login as a build secret.
const NPMS = /^(npm_config_.*|NPM_TOKEN|NODE_AUTH_TOKEN)$/i

// What the CLI, its plugins and its way to the daemon read: https://docs.docker.com/reference/cli/docker/#environment-variables,
// https://docs.docker.com/build/building/variables/#build-tool-configuration-variables.
const DOCKERS = [
  /^(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_[A-Z]+|NO_COLOR|XDG_[A-Z_]+)$/,
  /^DOCKER_(API_VERSION|BUILDKIT|CERT_PATH|CLI_[A-Z_]+|CONFIG|CONTENT_TRUST|CONTENT_TRUST_SERVER|CONTEXT|CUSTOM_HEADERS)$/,
  /^DOCKER_(AUTH_CONFIG|DEFAULT_PLATFORM|HOST|TLS|TLS_VERIFY)$/,
  /^(BUILDX|BUILDKIT)_[A-Z_]+$/,
  /^SOURCE_DATE_EPOCH$/,
  /^(https?|ftp|no|all)_proxy$/i,
  /^(SSH_AUTH_SOCK|SSL_CERT_FILE|SSL_CERT_DIR|GODEBUG|EXPERIMENTAL_BUILDKIT_SOURCE_POLICY)$/,
  // A builder of the kubernetes driver in the cluster.
  /^KUBERNETES_SERVICE_(HOST|PORT)$/,
  // What the credential helpers of other registries read, for a base image from there.
  /^(GOOGLE_APPLICATION_CREDENTIALS|GNUPGHOME|PASSWORD_STORE_DIR|DBUS_SESSION_BUS_ADDRESS)$/,
  /^(CLOUDSDK|AZURE)_[A-Z_]+$/,
]

/** For what the checkout may name: all but what is this action's own. */
export function nameableEnvironment(env: Environment): Record<string, string> {
  return only(env, (name) => !OURS.test(name))
}

/**
 * For git, kustomize and kubectl, which may need names that nobody can foresee: a credential helper's, or those that an env file of a
 * kustomization takes from the environment.
 */
export function childEnvironment(env: Environment): Record<string, string> {
  return only(env, (name) => !OURS.test(name) && !NPMS.test(name))
}

/** For Docker, of which it is known what it reads. */
export function dockerEnvironment(env: Environment): Record<string, string> {
  return only(env, (name) => DOCKERS.some((known) => known.test(name)))
}

function only(env: Environment, isFor: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && isFor(entry[0])),
  )
}
