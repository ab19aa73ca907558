import { describe, expect, test } from '@jest/globals'
import { explainEcrError } from '../../../src/image/ecr.ts'

const target = { region: 'eu-central-1', repository: 'k3s-homelab/openclaw' }
const error = (name: string, message = name, rest: object = {}) => Object.assign(new Error(message), { name, ...rest })

describe('explainEcrError', () => {
  test.each<[error: Error, code: string, message: RegExp, fix: RegExp]>([
    [
      error('CredentialsProviderError', 'Could not load credentials from any providers'),
      'aws-credentials',
      /no AWS credentials for ECR$/,
      /configure-aws-credentials/,
    ],
    [
      error('ExpiredTokenException', 'The security token included in the request is expired'),
      'aws-credentials',
      /expired/,
      /configure-aws-credentials again/,
    ],
    [error('ExpiredToken'), 'aws-credentials', /expired/, /longer session/],
    [error('RequestExpired'), 'aws-credentials', /expired/, /./],
    [
      error('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      'aws-credentials',
      /does not know the access key/,
      /partition/,
    ],
    [
      error('InvalidSignatureException', 'The request signature we calculated does not match'),
      'aws-credentials',
      /secret key does not fit/,
      /secret access key/,
    ],
    [
      error('InvalidSignatureException', 'Signature expired: 20261123T010000Z is now earlier than 20261123T020000Z'),
      'aws-credentials',
      /clock differs/,
      /clock/,
    ],
    [
      error('InvalidSignatureException', 'Signature not yet current: 2026 is still later than'),
      'aws-credentials',
      /clock differs/,
      /clock/,
    ],
    [
      error(
        'AccessDeniedException',
        'User: arn:aws:sts::1:assumed-role/ci/x is not authorized to perform: ecr:DescribeImages on resource: arn:aws:ecr:x',
      ),
      'aws-denied',
      /AWS denies ecr:DescribeImages in eu-central-1/,
      /Allow ecr:DescribeImages/,
    ],
    [
      error('TimeoutError', '@smithy/node-http-handler - a request has exceeded'),
      'ecr-failed',
      /ECR did not answer ecr:Action in eu-central-1 in time, 4 times$/,
      /reaches api\.ecr\.eu-central-1\.amazonaws\.com on port 443/,
    ],
    [
      error('Error', 'unable to get local issuer certificate', { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }),
      'ecr-failed',
      /unable to get local issuer certificate$/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      error('Unknown', 'UnknownError', { $metadata: { httpStatusCode: 503, attempts: 4 } }),
      'ecr-failed',
      /answered HTTP 503 to ecr:Action in eu-central-1, 4 times$/,
      /few minutes/,
    ],
    [
      error('SyntaxError', 'Unexpected token < in JSON', { $metadata: { httpStatusCode: 200 } }),
      'ecr-failed',
      /is not ECR: it sent something else than JSON$/,
      /proxy or a sign-in page/,
    ],
    [error('AccessDeniedException', 'explicit deny'), 'aws-denied', /AWS denies ecr:Action/, /Allow ecr:Action/],
    [
      error('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'),
      'aws-denied',
      /sts:AssumeRoleWithWebIdentity/,
      /trust policy/,
    ],
    [
      error('RepositoryNotFoundException'),
      'ecr-repository-missing',
      /no repository k3s-homelab\/openclaw in eu-central-1/,
      /Create it/,
    ],
    [error('ThrottlingException'), 'ecr-failed', /throttled/, /few minutes/],
    [error('TooManyRequestsException'), 'ecr-failed', /throttled/, /./],
    [
      error('Error', 'getaddrinfo ENOTFOUND api.ecr.eu-centrl-1.amazonaws.com', { code: 'ENOTFOUND' }),
      'ecr-failed',
      /no ECR endpoint for the region eu-central-1/,
      /`aws-region`/,
    ],
    [
      error('ServerException', 'Service Unavailable'),
      'ecr-failed',
      /ECR failed at ecr:Action in eu-central-1: Service Unavailable/,
      /Run again/,
    ],
    [new Error('socket hang up'), 'ecr-failed', /socket hang up/, /network/],
  ])('%s', (thrown, code, message, fix) => {
    expect(explainEcrError(thrown, 'ecr:Action', target)).toMatchObject({
      code,
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    })
  })

  test('names the account of a registry that is not the caller’s', () => {
    const { message } = explainEcrError(error('RepositoryNotFoundException'), 'x', {
      ...target,
      registryId: '123456789012',
    })
    expect(message).toContain('in eu-central-1, account 123456789012')
  })

  test('keeps the reason why credentials could not be had, when there is one', () => {
    const cause = error('CredentialsProviderError', 'Profile prod could not be found in shared credentials file.')
    expect(explainEcrError(cause, 'x', target).message).toBe(
      'There are no AWS credentials for ECR: Profile prod could not be found in shared credentials file',
    )
  })

  test('keeps the command line of a credential process to itself', () => {
    const cause = error('CredentialsProviderError', 'Command failed: /bin/get --key hunter22\nno')
    expect(explainEcrError(cause, 'x', target).message).toBe('There are no AWS credentials for ECR')
  })
})
