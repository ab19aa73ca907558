// Amazon ECR through AWS's own client: what the registry holds, and a login for Docker. Credentials come from the
// SDK's default chain (OIDC by configure-aws-credentials, IRSA, profile, static keys); no role logic of our own.

import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr'
import { DeployError, messageOf, type Problem, systemCode } from '../errors.ts'
import { mask } from '../report/mask.ts'

export interface EcrTarget {
  readonly region: string
  readonly repository: string
  /** Another account's registry. */
  readonly registryId?: string
}

export interface Login {
  /** Registry host, as image references name it. */
  readonly registry: string
  readonly username: string
  readonly password: string
}

const MAX_ATTEMPTS = 4

export class Ecr {
  readonly #client: ECRClient
  readonly #target: EcrTarget

  constructor(target: EcrTarget) {
    this.#target = target
    this.#client = new ECRClient({ region: target.region, maxAttempts: MAX_ATTEMPTS })
  }

  close(): void {
    this.#client.destroy()
  }

  /** The repository's URI: what an image reference starts with. @throws DeployError */
  async repositoryUri(): Promise<string> {
    const { repository: name, registryId } = this.#target
    const answer = await this.#explain('ecr:DescribeRepositories', () =>
      this.#client.send(
        new DescribeRepositoriesCommand({ repositoryNames: [name], ...(registryId && { registryId }) }),
      ),
    )
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
        if (error instanceof Error && error.name === 'ImageNotFoundException') return undefined
        throw error
      }
    })
  }

  /** A login that Docker can use, masked before it is returned. @param registry host it is for */
  async login(registry: string): Promise<Login> {
    const answer = await this.#explain('ecr:GetAuthorizationToken', () =>
      this.#client.send(new GetAuthorizationTokenCommand({})),
    )
    const token = answer.authorizationData?.[0]?.authorizationToken
    if (!token) throw this.#problem('ecr-failed', 'ECR gave an authorization without a token', 'Run again')
    mask(token)
    const decoded = Buffer.from(token, 'base64').toString('utf8')
    const username = decoded.slice(0, decoded.indexOf(':'))
    const password = decoded.slice(decoded.indexOf(':') + 1)
    mask(password)
    return { registry, username, password }
  }

  async #explain<T>(action: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      throw new DeployError(explainEcrError(error, action, this.#target))
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
export function explainEcrError(error: unknown, action: string, target: EcrTarget): Problem {
  const name = error instanceof Error ? error.name : ''
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
          : `Allow ${missing} in the IAM policy of the role that this job uses (README, section Permissions)`,
      }
    }
    case 'RepositoryNotFoundException':
      return {
        code: 'ecr-repository-missing',
        message: `ECR has no repository ${target.repository} ${where}`,
        fix: 'Create it, or correct `ecr-repository`, `aws-region` or `ecr-registry-id`',
      }
    case 'ThrottlingException':
    case 'TooManyRequestsException':
      return {
        code: 'ecr-failed',
        message: `ECR throttled ${action} ${MAX_ATTEMPTS} times`,
        fix: 'Run again in a few minutes',
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
