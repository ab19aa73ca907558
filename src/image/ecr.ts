// Amazon ECR through AWS's own client: what the registry holds, and a login for Docker. Credentials come from the
// SDK's default chain (OIDC by configure-aws-credentials, IRSA, profile, static keys); no role logic of our own.

import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr'
import type { Environment } from '../environment.ts'
import { DeployError, messageOf, type Problem, systemCode } from '../errors.ts'
import { RoutingAgent } from '../proxy/agents.ts'
import { explainConnection } from '../proxy/failure.ts'
import { addressOf, isProxySet, proxyFor, type WebProxy } from '../proxy/rules.ts'
import { mask } from '../report/mask.ts'

export interface EcrTarget {
  readonly region: string
  readonly repository: string
  /** Another account's registry. */
  readonly registryId?: string
  /** Whether a repository that is missing is created. */
  readonly create?: boolean
}

export interface Login extends Authorization {
  /** Registry host, as image references name it. */
  readonly registry: string
}

/** What ECR lets in by, to every registry that the caller has rights in; masked. */
export interface Authorization {
  readonly username: string
  readonly password: string
  /** Host of the caller's own registry, as image references name it, when ECR tells it. */
  readonly host?: string
  /** Epoch milliseconds, when ECR tells it. */
  readonly endsAtMs?: number
}

// The SDK repeats what is throttled, failed with 5xx or was cut off, after up to 20 s and with jitter. What we ask for may be repeated:
// a repository that an attempt without an answer has created is found by the next.
const MAX_ATTEMPTS = 4
// Without them it would wait for ever for a network that drops packets.
const CONNECTION_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000

export class Ecr {
  readonly #client: ECRClient
  readonly #target: EcrTarget
  readonly #env: Environment
  readonly #agent: RoutingAgent | undefined
  #authorized: Promise<Authorization> | undefined

  /** @param env where proxies are set; the SDK reads all else from the process's own */
  constructor(target: EcrTarget, env: Environment = process.env) {
    this.#target = target
    this.#env = env
    // Also for STS and single sign-on, which the SDK's credential chain asks by the same handler.
    this.#agent = isProxySet(env) ? new RoutingAgent(env, { keepAlive: true }) : undefined
    this.#client = new ECRClient({
      region: target.region,
      maxAttempts: MAX_ATTEMPTS,
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true,
        ...(this.#agent && { httpsAgent: this.#agent }),
      },
    })
  }

  close(): void {
    this.#client.destroy()
    this.#agent?.destroy()
  }

  /**
   * The repository's URI: what an image reference starts with.
   * @param created is told when the repository was missing and has been created
   * @throws DeployError
   */
  async repositoryUri(created: () => void = () => undefined): Promise<string> {
    const there = await this.#described()
    if (there !== undefined) return there
    const { repository: repositoryName, registryId } = this.#target
    const made = await this.#explain('ecr:CreateRepository', async () => {
      try {
        // A tag means "built and checked" to later runs, so nobody may move it. All else is as the account has it set.
        const command = { repositoryName, imageTagMutability: 'IMMUTABLE', ...(registryId && { registryId }) } as const
        const { repository } = await this.#client.send(new CreateRepositoryCommand(command))
        created()
        return repository?.repositoryUri
      } catch (error) {
        // By a run beside this one.
        if (nameOf(error) === 'RepositoryAlreadyExistsException') return undefined
        throw error
      }
    })
    const uri = made ?? (await this.#described())
    if (!uri)
      throw this.#problem('ecr-failed', `ECR created the repository ${repositoryName}, but has none`, 'Run again')
    return uri
  }

  /** The URI of the repository; undefined when it is missing and may be created. */
  async #described(): Promise<string | undefined> {
    const { repository: name, registryId, create } = this.#target
    const answer = await this.#explain('ecr:DescribeRepositories', async () => {
      try {
        return await this.#client.send(
          new DescribeRepositoriesCommand({ repositoryNames: [name], ...(registryId && { registryId }) }),
        )
      } catch (error) {
        if (create && nameOf(error) === 'RepositoryNotFoundException') return undefined
        throw error
      }
    })
    if (answer === undefined) return undefined
    const uri = answer.repositories?.[0]?.repositoryUri
    if (!uri) throw this.#problem('ecr-failed', `ECR described the repository ${name} without a URI`, 'Run again')
    return uri
  }

  /** Digest of the image under a tag, or undefined when ECR has none. @throws DeployError */
  async digestOf(tag: string): Promise<string | undefined> {
    const { repository, registryId } = this.#target
    return this.#explain('ecr:DescribeImages', async () => {
      try {
        const found = await this.#client.send(
          new DescribeImagesCommand({
            repositoryName: repository,
            imageIds: [{ imageTag: tag }],
            ...(registryId && { registryId }),
          }),
        )
        return found.imageDetails?.[0]?.imageDigest
      } catch (error) {
        if (nameOf(error) === 'ImageNotFoundException') return undefined
        throw error
      }
    })
  }

  /** A login that Docker can use, masked before it is returned. @param registry host it is for @param isAgain ECR no longer takes the one before */
  async login(registry: string, isAgain = false): Promise<Login> {
    if (isAgain) this.#authorized = undefined
    return { ...(await this.authorization()), registry }
  }

  /** Asked for once, since it lives for longer than any run; masked before it is returned. @throws DeployError */
  authorization(): Promise<Authorization> {
    this.#authorized ??= this.#authorize()
    return this.#authorized
  }

  async #authorize(): Promise<Authorization> {
    const answer = await this.#explain('ecr:GetAuthorizationToken', () =>
      this.#client.send(new GetAuthorizationTokenCommand({})),
    )
    const { authorizationToken: token, expiresAt, proxyEndpoint } = answer.authorizationData?.[0] ?? {}
    if (!token) throw this.#problem('ecr-failed', 'ECR gave an authorization without a token', 'Run again')
    mask(token)
    const decoded = Buffer.from(token, 'base64').toString('utf8')
    const username = decoded.slice(0, decoded.indexOf(':'))
    const password = decoded.slice(decoded.indexOf(':') + 1)
    mask(password)
    const host = proxyEndpoint?.replace(/^https?:\/\//, '')
    return { username, password, ...(host && { host }), ...(expiresAt && { endsAtMs: expiresAt.getTime() }) }
  }

  async #explain<T>(action: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      const proxy = proxyFor(new URL(`https://${endpointOf(this.#target)}`), this.#env)
      throw new DeployError(explainEcrError(error, action, this.#target, proxy))
    }
  }

  #problem(code: Problem['code'], message: string, fix: string): DeployError {
    return new DeployError({ code, message, fix })
  }
}

/**
 * An error of the AWS SDK as a cause and a fix. Names are AWS's own
 * (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html).
 */
export function explainEcrError(error: unknown, action: string, target: EcrTarget, proxy?: WebProxy): Problem {
  const name = nameOf(error)
  const said = messageOf(error)
  const where = `in ${target.region}${target.registryId ? `, account ${target.registryId}` : ''}`
  switch (name) {
    case 'CredentialsProviderError':
    case 'MissingAuthenticationTokenException': {
      // The end of the provider chain tells nothing; a credential process's error repeats its whole command line.
      const untold = /from any providers|Missing Authentication Token|Command failed/i.test(said)
      const reason = untold ? '' : `: ${said.replace(/\.?(\n.*)?$/s, '')}`
      return {
        code: 'aws-credentials',
        message: `There are no AWS credentials for ECR${reason}`,
        fix: 'Run aws-actions/configure-aws-credentials before this step (the job needs `permissions: id-token: write`), or give the runner pod an IAM role',
      }
    }
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'RequestExpired':
      return {
        code: 'aws-credentials',
        message: `The AWS credentials have expired, so ${action} was refused`,
        fix: 'Run aws-actions/configure-aws-credentials again just before this step, or give the role a longer session',
      }
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
      return {
        code: 'aws-credentials',
        message: `AWS does not know the access key, so ${action} was refused`,
        fix: 'Renew the access key, and check that it belongs to the partition of `aws-region`',
      }
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
      return /expired|not yet current|skew/i.test(said)
        ? {
            code: 'aws-credentials',
            message: `The runner's clock differs too much from AWS's: ${said}`,
            fix: 'Set the runner’s clock (NTP on the node)',
          }
        : {
            code: 'aws-credentials',
            message: `The AWS secret key does not fit the access key, so ${action} was refused`,
            fix: 'Correct the secret access key',
          }
    case 'AccessDeniedException':
    case 'AccessDenied': {
      const missing = /perform:? ([\w-]+:\w+)/.exec(said)?.[1] ?? action
      return {
        code: 'aws-denied',
        message: `AWS denies ${missing} ${where}: ${said}`,
        fix: missing.startsWith('sts:')
          ? 'Let the role’s trust policy name this repository and branch (OIDC) or the runner pod’s service account (IRSA)'
          : `Allow ${missing} in the IAM policy of the role that this job uses (README, section Permissions)${missing === 'ecr:CreateRepository' ? `, or create the repository ${target.repository} yourself` : ''}`,
      }
    }
    case 'RepositoryNotFoundException':
      return {
        code: 'ecr-repository-missing',
        message: `ECR has no repository ${target.repository} ${where}`,
        fix: 'Create it (`create-repository: true` does), or correct `ecr-repository`, `aws-region` or `ecr-registry-id`',
      }
    case 'ThrottlingException':
    case 'TooManyRequestsException':
      return {
        code: 'ecr-failed',
        message: `ECR throttled ${action} ${MAX_ATTEMPTS} times`,
        fix: 'Run again in a few minutes',
      }
  }
  if (name === 'TimeoutError') {
    return {
      code: 'ecr-failed',
      message: `ECR did not answer ${action} ${where} in time, ${MAX_ATTEMPTS} times`,
      fix: proxy
        ? `Check that the proxy ${addressOf(proxy)} of ${proxy.setBy} answers and reaches ${endpointOf(target)}`
        : `Check that the runner reaches ${endpointOf(target)} on port 443, or set HTTPS_PROXY if that takes a proxy`,
    }
  }
  const { $metadata: { httpStatusCode: status = 0 } = {} } = (error ?? {}) as {
    $metadata?: { httpStatusCode?: number }
  }
  if (status >= 500) {
    return {
      code: 'ecr-failed',
      message: `ECR answered HTTP ${status} to ${action} ${where}, ${MAX_ATTEMPTS} times`,
      fix: 'Run again in a few minutes, and check AWS’s health page',
    }
  }
  if (name === 'SyntaxError') {
    return {
      code: 'ecr-failed',
      message: `What answered ${action} ${where} is not ECR: it sent something else than JSON`,
      fix: 'Check whether a proxy or a sign-in page stands before AWS',
    }
  }
  const connection = explainConnection(error, endpointOf(target), proxy)
  if (connection.fix) {
    return {
      code: 'ecr-failed',
      message: `ECR cannot be asked for ${action} ${where}: ${connection.said}`,
      fix: connection.fix,
    }
  }
  if (systemCode(error) === 'ENOTFOUND') {
    return {
      code: 'ecr-failed',
      message: `There is no ECR endpoint for the region ${target.region}: ${said}`,
      fix: 'Correct `aws-region`, or the runner’s DNS',
    }
  }
  return {
    code: 'ecr-failed',
    message: `ECR failed at ${action} ${where}: ${said}`,
    fix: 'Run again; if it stays, check the runner’s network and AWS’s health page',
  }
}

function endpointOf({ region }: EcrTarget): string {
  return `api.ecr.${region}.amazonaws.com`
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}
