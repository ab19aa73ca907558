/** An error in the words of the AWS JSON 1.1 protocol. */
export class AwsError extends Error {
  readonly type: string
  readonly status: number

  // ECR answers even authentication and authorization errors with 400, as AWS's JSON services do (403 is for
  // the REST protocols); only the service's own failures are 500.
  constructor(type: string, message: string) {
    super(message)
    this.type = type
    this.status = type === 'ServerException' ? 500 : 400
  }
}

/** An error in the words of the registry API (`{"errors":[{"code","message"}]}`). */
export class RegistryError extends Error {
  readonly code: string
  readonly status: number

  constructor(status: number, code: string, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

export function invalidParameter(name: string, constraint: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter at '${name}' failed to satisfy constraint: '${constraint}'`,
  )
}
