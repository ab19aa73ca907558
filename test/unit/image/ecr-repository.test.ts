import { CreateRepositoryCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import { Ecr } from '../../../src/image/ecr.ts'
import { ECR_KEY as KEY, littleEcr, ECR_REGION as REGION, useEcr } from '../little-ecr.ts'
import { after, maskedBy, problemFrom } from '../support.ts'

const NAME = 'k3s-homelab/openclaw'

/** The lab's ECR, without a registry behind it, and ours in front. */
async function registry(create?: boolean) {
  const address = await littleEcr()
  useEcr(address)
  const ecr = new Ecr({ region: REGION, repository: NAME, ...(create !== undefined && { create }) })
  const client = new ECRClient({ endpoint: `http://${address}`, region: REGION, credentials: KEY })
  after(() => {
    ecr.close()
    client.destroy()
  })
  const control = async (command: object) => {
    const headers = { 'x-lab-control': KEY.secretAccessKey }
    const body = JSON.stringify(command)
    return (await fetch(`http://${address}/_lab/`, { method: 'POST', headers, body })).json()
  }
  const asked = async () => {
    const { requests } = (await control({ requests: true })) as { requests: { name: string }[] }
    return requests.map(({ name }) => name)
  }
  return { ecr, client, control, asked, uri: `${address}/${NAME}` }
}

describe('a repository that is missing', () => {
  test('is created when that is asked for, with tags that nobody can move', async () => {
    const { ecr, client, uri } = await registry(true)
    let created = 0
    expect(await ecr.repositoryUri(() => created++)).toBe(uri)
    expect(created).toBe(1)
    const { repositories } = await client.send(new DescribeRepositoriesCommand({ repositoryNames: [NAME] }))
    expect(repositories).toMatchObject([
      { imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: false } },
    ])
  })

  test.each([undefined, false])('is an error that says how to have it created, with create %p', async (create) => {
    const { ecr, asked } = await registry(create)
    expect(await problemFrom(() => ecr.repositoryUri())).toMatchObject({
      code: 'ecr-repository-missing',
      fix: expect.stringContaining('`create-repository: true`'),
    })
    expect(await asked()).toEqual(['DescribeRepositories'])
  })

  test('is an error that names the right when it is denied', async () => {
    const { ecr, control } = await registry(true)
    await control({ principal: { ...KEY, name: 'ci', account: '123456789012', deny: ['ecr:CreateRepository'] } })
    expect(await problemFrom(() => ecr.repositoryUri())).toMatchObject({
      code: 'aws-denied',
      message: expect.stringContaining('AWS denies ecr:CreateRepository in eu-central-1'),
      fix: expect.stringMatching(
        /^Allow ecr:CreateRepository .*, or create the repository k3s-homelab\/openclaw yourself$/,
      ),
    })
  })

  test('is taken as it is when a run beside this one was faster', async () => {
    const { ecr, client, control, asked, uri } = await registry(true)
    await client.send(new CreateRepositoryCommand({ repositoryName: NAME }))
    // As the first look found it.
    await control({ fault: { operation: 'DescribeRepositories', times: 1, error: 'RepositoryNotFoundException' } })
    let created = 0
    expect(await ecr.repositoryUri(() => created++)).toBe(uri)
    expect(created).toBe(0)
    expect((await asked()).slice(1)).toEqual(['DescribeRepositories', 'CreateRepository', 'DescribeRepositories'])
  })
})

test('a repository that is there stays as it is', async () => {
  const { ecr, client, asked, uri } = await registry(true)
  await client.send(new CreateRepositoryCommand({ repositoryName: NAME }))
  expect(await ecr.repositoryUri()).toBe(uri)
  expect(await asked()).toEqual(['CreateRepository', 'DescribeRepositories'])
})

test('an authorization is asked for once in a run, and tells its host and end', async () => {
  const { ecr, asked, uri } = await registry()
  let password = ''
  const masked = await maskedBy(async () => {
    const first = await ecr.authorization()
    expect(first).toMatchObject({ username: 'AWS', host: uri.split('/')[0], endsAtMs: expect.any(Number) })
    expect(await ecr.login('r.example.com')).toEqual({ ...first, registry: 'r.example.com' })
    password = first.password
  })
  expect(masked.includes(password)).toBe(true)
  expect((await asked()).filter((name) => name === 'GetAuthorizationToken')).toHaveLength(1)
})
