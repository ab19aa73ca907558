import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../../lab/github-runner.ts'
import { JOB_TOKEN, leaksOf, maskedName } from '../../../lab/scanner/channels.ts'
import type { Executed } from '../../../lab/scanner/strace.ts'
import { temporaryFolder } from '../support.ts'

const NOTHING: ActionResult = {
  exitCode: 0,
  postExitCode: 0,
  log: '',
  raw: '',
  masks: [],
  outputs: {},
  summary: '',
  written: { GITHUB_OUTPUT: '', GITHUB_STATE: '', GITHUB_ENV: '', GITHUB_PATH: '' },
  errors: [],
  temp: '',
  durationMs: 0,
}

/** A line of processes, each the child of the one before; the last one has the secret. */
function placesOf(secret: string, ...programs: string[]): string[] {
  const executed = programs.map(
    (program, at): Executed => ({
      pid: at + 2,
      parent: at + 1,
      program: `/usr/bin/${program}`,
      argv: [program],
      env: at === programs.length - 1 ? ['A=1', 'TOKEN=top-secret'] : [],
      isStarted: true,
    }),
  )
  const secrets = [{ name: secret, value: 'top-secret' }]
  return leaksOf({ ...NOTHING, seen: { executed, beside: [], files: [] } }, [], secrets).map(({ place }) => place)
}

describe('in an environment', () => {
  test('git and what it starts may have a token of the job, and nobody else', () => {
    expect(placesOf(JOB_TOKEN, 'git')).toEqual([])
    expect(placesOf(JOB_TOKEN, 'git', 'sh', 'my-helper')).toEqual([])
    expect(placesOf(JOB_TOKEN, 'kustomize')).toEqual([])
    expect(placesOf(JOB_TOKEN, 'docker', 'docker-buildx')).toEqual(['docker-buildx < docker: TOKEN'])
  })

  test('nobody may have any other', () => {
    for (const name of ['AWS secret key', maskedName(0), `another ${JOB_TOKEN}`])
      expect(placesOf(name, 'git')).toEqual(['git: TOKEN'])
  })
})

describe('in a file', () => {
  const placesIn = (name: string, file: string) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, '.git'))
    writeFileSync(join(folder, file), 'token = top-secret')
    const leaks = leaksOf(NOTHING, [folder], [{ name, value: 'top-secret' }])
    return leaks.map(({ place }) => place.slice(folder.length + 1))
  }
  test('the token of the job may be where its checkout keeps it, and not elsewhere', () => {
    expect(placesIn(JOB_TOKEN, '.git/config')).toEqual([])
    expect(placesIn(JOB_TOKEN, 'config')).toEqual(['config'])
    expect(placesIn('gateway token', '.git/config')).toEqual(['.git/config'])
  })

  test('what was masked may be nowhere, an npmrc included', () => {
    expect(placesIn(maskedName(3), '.npmrc')).toEqual(['.npmrc'])
  })
})
