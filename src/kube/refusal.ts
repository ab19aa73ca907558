// Why the API server does not do what it is asked, as what a person can mend.

import { DeployError, messageOf, type Problem, systemCode } from '../errors.ts'
import { type ConnectionFailure, explainConnection } from '../proxy/failure.ts'
import type { WebProxy } from '../proxy/rules.ts'
import type { Credentials } from './credentials.ts'
import { type ApiResponse, reasonOf } from './message.ts'

/** An answer that the caller cannot use, as an error with the server's own sentence. */
export function refused(action: string, response: ApiResponse<unknown>): DeployError {
  const said = reasonOf(response)
  if (response.status === 403) {
    return new DeployError({
      code: 'cluster-forbidden',
      message: `The cluster forbids ${action} (403): ${said}`,
      fix: 'Grant that verb to the deployer in a Role of the namespace (README, section Permissions)',
    })
  }
  const message = `The API server answered ${response.status} to ${action}: ${said}`
  // 429 is how a server that has too much to do says so.
  if (response.status >= 500 || response.status === 429) {
    return new DeployError({ code: 'cluster-unreachable', message, fix: 'Run again when the cluster is well' })
  }
  return new DeployError({ code: 'apply-rejected', message, fix: 'Correct what the message names and run again' })
}

/** @param nowMs by the server's clock */
export function unauthorized(host: string, credentials: Credentials, nowMs: number): Problem {
  const code = 'cluster-unauthorized'
  if (credentials.kind === 'none') {
    return {
      code,
      message: `The API server at ${host} wants credentials (401 Unauthorized), and the kubeconfig’s user has none`,
      fix: 'Put a token or a client certificate into the kubeconfig’s user',
    }
  }
  const { account, endsMs } = credentials.kind === 'token' ? credentials : {}
  const what = account === undefined ? 'credentials' : `token of ${account}`
  const message = `The API server at ${host} does not accept the ${what} (401 Unauthorized)`
  if (endsMs !== undefined && endsMs <= nowMs) {
    return {
      code,
      message: `${message}: the token ended at ${new Date(endsMs).toISOString()}`,
      fix: 'Make a new token, or run on a runner in the cluster with its own service account, whose token the kubelet renews',
    }
  }
  return {
    code,
    message,
    fix:
      credentials.kind === 'token'
        ? 'Check that the token and the server of the kubeconfig are of the same cluster and that the account is still there, or make a new token'
        : 'Renew the client certificate of the kubeconfig, and check that it is of the same cluster as its server',
  }
}

/** What KubeConfig throws while it gathers credentials: a missing file, an exec plugin that is not installed. */
export function unusable(error: unknown): DeployError {
  return new DeployError({
    code: 'cluster-unauthorized',
    message: `The credentials of the kubeconfig cannot be used: ${messageOf(error)}`,
    fix: 'Give a kubeconfig whose files and plugins are there on the runner, best with a token or certificate in it',
  })
}

/** @param hasCa whether the kubeconfig names a CA, which is then the only one that counts */
export function unreachable(server: URL, error: unknown, proxy: WebProxy | undefined, hasCa: boolean): DeployError {
  const code = systemCode(error)
  const failure = explainConnection(error, server.host, proxy)
  const certificate = code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/.test(code)
  return cannotBeReached(server, {
    ...failure,
    ...(certificate && {
      fix: `Put the CA that signed the API server into certificate-authority-data of the kubeconfig${
        hasCa ? '' : ', or into the file of NODE_EXTRA_CA_CERTS'
      }, and use a host name that its certificate holds${proxy ? '; if the proxy opens TLS, name the host in NO_PROXY' : ''}`,
    }),
  })
}

export function cannotBeReached(server: URL, { said, fix }: ConnectionFailure): DeployError {
  return new DeployError({
    code: 'cluster-unreachable',
    message: `The Kubernetes API server at ${server.host} cannot be reached: ${said}`,
    fix: fix ?? 'Check that the address is right and that the runner can reach it from where it runs',
  })
}
