import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { explainBuildFailure } from '../../../src/image/build-failure.ts'

describe('explainBuildFailure', () => {
  // How BuildKit ends when a RUN of the Dockerfile that this action ships has failed: it repeats the whole script.
  const shipped = readFileSync(new URL('../../../Dockerfile', import.meta.url), 'utf8')
  const run = /^RUN --mount=type=secret[\s\S]*?[^\\]$/m.exec(shipped)?.[0] ?? ''
  const script = run.replace(/^RUN (--mount=\S+\s+\\?\s*)*/, '').replace(/\\\n\s*/g, '')
  const failed = (...npm: string[]) =>
    [
      '#6 [install 2/2] RUN --mount=type=secret,id=npmrc,target=/root/.npmrc',
      ...npm.map((line, index) => `#6 ${index}.123 ${line}`),
      `#6 ERROR: process "/bin/sh -c ${script}" did not complete successfully: exit code: 1`,
      '------',
      ' > [install 2/2] RUN --mount=type=secret,id=npmrc,target=/root/.npmrc:',
      ...npm.map((line, index) => `${index}.123 ${line}`),
      '------',
      'Dockerfile:17',
      '--------------------',
      ...run.split('\n').map((line, index) => `  ${17 + index} | >>> ${line}`),
      '--------------------',
      `ERROR: failed to solve: process "/bin/sh -c ${script}" did not complete successfully: exit code: 1`,
      '',
    ].join('\n')

  test('the shipped Dockerfile’s script is where these tests look for it', () => {
    expect(script).toContain('npm view')
  })

  test.each<[what: string, stderr: string, message: RegExp, fix: RegExp]>([
    [
      'a registry that cannot be reached',
      failed(
        'npm error code ETIMEDOUT',
        'npm error errno ETIMEDOUT',
        'npm error network request to https://npm.example.com/openclaw failed, reason: connect ETIMEDOUT',
        'npm error network This is a problem related to network connectivity.',
        'npm error network In most cases you are behind a proxy or have bad network settings.',
        'npm error network',
        "npm error network 'proxy' config is set properly.  See: 'npm help config'",
        'npm error A complete log of this run can be found in: /root/.npm/_logs/x.log',
      ),
      /request to https:\/\/npm\.example\.com\/openclaw failed/,
      /network of the Docker daemon/,
    ],
    [
      'a layer that the builder lost',
      '#12 exporting to image\n#12 ERROR: failed to commit x to y during finalize: failed to stat active key during commit: snapshot abc does not exist: not found\n------\n',
      /could not be built: failed to commit x to y .*snapshot abc does not exist/,
      /^Clear the cache of the builder.*docker builder prune/,
    ],
    [
      'a version that the build does not find',
      failed(
        'npm error code E404',
        'npm error 404 Not Found - GET https://npm.example.com/openclaw - Not found',
        'npm error 404',
        "npm error 404  'openclaw@2026.9.6' is not in this registry.",
        'npm error 404',
        'npm error 404 Note that you can also install from a',
        'npm error 404 tarball, folder, http url, or git folder.',
        'npm error A complete log of this run can be found in: /root/.npm/_logs/x.log',
      ),
      /404 Not Found - GET https:\/\/npm\.example\.com\/openclaw/,
      /log is in the group above|npmrc|registry/,
    ],
    [
      'a package that is younger than min-age',
      failed(
        'npm error code ETARGET',
        'npm error notarget No matching version found for @openclaw/discord@2026.9.6 with a date before 9/20/2026, 12:00:00 AM.',
      ),
      /No matching version found for @openclaw\/discord@2026\.9\.6 with a date before/,
      /`min-age: 0`.*OPENCLAW_BEFORE/,
    ],
    [
      'a Node that is too old',
      failed(
        'npm error code EBADENGINE',
        'npm error engine Unsupported engine',
        'npm error engine Not compatible with your version of node/npm: openclaw@2026.9.6',
        'npm error notsup Required: {"node":">=24.16.0"}',
      ),
      /Unsupported engine|Not compatible/,
      /`base-image`/,
    ],
    [
      'another tarball than announced',
      failed('npm error integrity of openclaw-2026.9.6.tgz is sha512-a, not sha512-b'),
      /integrity of openclaw-2026\.9\.6\.tgz is sha512-a, not sha512-b/,
      /another tarball/,
    ],
    [
      'a proxy’s own CA',
      failed(
        'npm error code SELF_SIGNED_CERT_IN_CHAIN',
        'npm error request to https://npm.example.com/openclaw failed, reason: self-signed certificate in certificate chain',
      ),
      /self-signed certificate/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      'a CA that npm does not know, by its code alone',
      failed('npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'npm error errno UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
      /./,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      'a certificate of another host',
      failed("npm error Hostname/IP does not match certificate's altnames: Host: npm.example.com."),
      /altnames/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      'a CA that the daemon does not know, at its own pull of the base',
      'ERROR: failed to solve: docker.io/library/node:24-bookworm-slim: failed to resolve source metadata for docker.io/library/node:24-bookworm-slim: failed to do request: Head "https://registry-1.docker.io/v2/library/node/manifests/24-bookworm-slim": tls: failed to verify certificate: x509: certificate signed by unknown authority\n',
      /x509: certificate signed by unknown authority/,
      /trust store of the Docker daemon, or of its sidecar/,
    ],
    [
      'the same in the words of a newer buildx',
      'ERROR: failed to build: failed to solve: docker.io/library/node:24: failed to resolve source metadata for docker.io/library/node:24: x509: certificate signed by unknown authority\n',
      /x509/,
      /trust store of the Docker daemon, or of its sidecar/,
    ],
    ...['/certs', '/etc/ssl/certificate', '/certificate.pem', '/my certificate/x509', '/MY_CERT', '/x509'].map(
      (path): [string, string, RegExp, RegExp] => [
        `a file ${path} that is not in the context`,
        `ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref a1b2::c3d4: "${path}": not found\n`,
        /not found/,
        /log is in the group above/,
      ],
    ),
    ...[
      'exec /bin/sh: exec format error',
      'standard_init_linux.go:228: exec user process caused: exec format error',
    ].map((said): [string, string, RegExp, RegExp] => [
      `a platform that the runner does not run: ${said}`,
      `#7 [2/2] RUN make\n#7 0.234 ${said}\n#7 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 255\n------\n > [2/2] RUN make:\n0.234 ${said}\n------\nERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 255\n`,
      /exec format error/,
      /^Build on a runner of the same architecture as the node$/,
    ]),
    [
      'a full disk',
      failed('npm error code ENOSPC', 'npm error nospc ENOSPC: no space left on device, write'),
      /no space left/,
      /Free disk/,
    ],
    [
      'a step that says nothing known',
      '#7 [2/2] RUN make\n#7 0.5 make: *** no rule to make target\n#7 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2\nERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2\n',
      /did not complete successfully: exit code: 2/,
      /log is in the group above/,
    ],
    [
      'a base image that is not there',
      'ERROR: failed to solve: node:99: failed to resolve source metadata for docker.io/library/node:99: not found\n',
      /node:99: not found/,
      /./,
    ],
    ['no buildx', "docker: 'buildx' is not a docker command.\nSee 'docker --help'\n", /./, /Install docker-buildx/],
    [
      'no buildx, in new words',
      "docker: unknown command: docker buildx\n\nRun 'docker --help' for more information\n",
      /./,
      /Install docker-buildx/,
    ],
    [
      'a flag that this Docker does not know',
      "unknown flag: --file\nSee 'docker --help'.\n",
      /unknown flag: --file/,
      /Install docker-buildx/,
    ],
    [
      'a step whose script speaks of certificates',
      'ERROR: failed to solve: process "/bin/sh -c apk add ca-certificates network-manager" did not complete successfully: exit code: 1\n',
      /exit code: 1/,
      /log is in the group above/,
    ],
    ['nothing', '', /it said nothing/, /./],
  ])('%s', (_, stderr, message, fix) => {
    expect(explainBuildFailure(stderr)).toMatchObject({
      code: 'build-failed',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    })
  })

  test('names a step that failed without repeating its whole script', () => {
    expect(explainBuildFailure(failed('Killed')).message.length).toBeLessThan(300)
  })

  test('shows neither the Dockerfile nor its script as evidence', () => {
    const evidence = explainBuildFailure(failed('Killed')).evidence?.join('\n')
    expect(evidence).toContain('Killed')
    expect(evidence).not.toMatch(/OPENCLAW_INTEGRITY|>>>/)
  })

  test('gives the last lines as evidence', () => {
    const stderr = Array.from({ length: 40 }, (_, line) => `#1 0.1 line ${line}`).join('\n')
    expect(explainBuildFailure(stderr).evidence).toEqual(Array.from({ length: 15 }, (_, line) => `line ${line + 25}`))
  })
})
