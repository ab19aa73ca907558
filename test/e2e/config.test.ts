// A config that OpenClaw would not start with is red at its line, in OpenClaw's own words, before anything is touched.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../lab/github-runner.ts'
import { fresh, Site } from '../../lab/site.ts'
import { clusterState, expectNoSecrets, gatewayPods, rehearsalLeftOvers, soakTest } from './support.ts'

const CONFIGMAP = 'manifests/configmap.yaml'
const MISTAKES = [
  ['an unknown key', 'port: 18789,', 'port: 18789, prot: 1,', /gateway: Unrecognized key: "prot"/],
  ['a value that is none of the allowed', 'bind: "lan"', 'bind: "lann"', /gateway\.bind: Invalid input \(allowed: /],
] as const

let site: Site
let image: string
let good: string
beforeAll(async () => {
  site = await Site.create({ namespace: fresh('e2e-config'), repository: fresh('e2e/config') })
  good = site.read(CONFIGMAP)
})
afterAll(() => site?.remove())

/** With the mistake in the ConfigMap; the file is good again afterwards. @returns the line it is on, and the run */
async function deployWith(from: string, to: string, inputs: Record<string, string>) {
  site.edit(CONFIGMAP, (text) => text.replace(from, to))
  const line =
    site
      .read(CONFIGMAP)
      .split('\n')
      .findIndex((each) => each.includes(to)) + 1
  const result = await site.deploy({ with: { lint: 'error', ...inputs } })
  site.edit(CONFIGMAP, () => good)
  return { line, result }
}

function expectRefusal(result: ActionResult, line: number, words: RegExp) {
  expect(result.outputs['failure-code']).toBe('config-invalid')
  expect(result.errors).toEqual([expect.stringMatching(words)])
  expect(result.raw).toContain(`file=${CONFIGMAP},line=${line}`)
  expectNoSecrets(result, site)
}

describe('in Docker, when this run has built the image', () => {
  test('a mistake is told at its line, and the image is kept for the next run', async () => {
    const [, from, to, words] = MISTAKES[0]
    const { line, result } = await deployWith(from, to, {})
    expect(result.outputs.decision).toBe('build')
    expectRefusal(result, line, words)
    expect(gatewayPods(site)).toEqual([])
  })

  test('the next run, with it corrected, takes the image that is there, and asks again in a pod', async () => {
    // Not so well corrected: a model that OpenClaw does not know is no reason not to start.
    const { line, result } = await deployWith('"anthropic/claude-haiku-4-5"', '"anthropic/claude-haiku-0"', {})
    const { errors, outputs, log, raw } = result
    expect(errors).toEqual([])
    expect(outputs).toMatchObject({ decision: 'roll-out', verified: 'full' })
    expect(log).toContain(`OpenClaw ${outputs['openclaw-version']} accepts the config`)
    expect(raw).toMatch(
      new RegExp(`::warning file=${CONFIGMAP},line=${line}::.*does not know the model anthropic/claude-haiku-0`),
    )
    image = outputs.image as string
  })
})

describe('in a throwaway pod, for an image that is there, also with `rehearse: off`', () => {
  const title = '%s is told at its line, and the old gateway is untouched'
  const told = async (...[, from, to, words]: (typeof MISTAKES)[number]) => {
    const before = { pods: gatewayPods(site), cluster: clusterState(site) }
    const { line, result } = await deployWith(from, to, { 'ecr-repository': '', image, rehearse: 'off' })
    expectRefusal(result, line, words)
    expect(result.outputs['outage-seconds']).toBe('0.0')
    expect({ pods: gatewayPods(site), cluster: clusterState(site) }).toEqual(before)
    expect(rehearsalLeftOvers(site)).toEqual([])
  }
  test.each(MISTAKES.slice(0, 1))(title, told)
  soakTest.each(MISTAKES.slice(1))(title, told)

  test('JSON5 that does not parse is told by the lint, before the cluster is asked for anything', async () => {
    const { line, result } = await deployWith('port: 18789,', 'port: 18789,,', { 'ecr-repository': '', image })
    expect(result.outputs['failure-code']).toBe('lint')
    expect(result.errors).toEqual([expect.stringMatching(/config-syntax/)])
    expect(result.raw).toContain(`file=${CONFIGMAP},line=${line}`)
  })
})
