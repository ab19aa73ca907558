// Why an image cannot be pulled. The texts are containerd's (1.4 to 2.x) and, on old nodes, Docker's.

import type { ContainerState, Pod } from '../../kube/workloads.ts'
import { eventsAbout, isAboutContainer } from '../events.ts'
import type { Finding } from '../finding.ts'
import { AT_ONCE, IMAGE_DENIED, IMAGE_MISSING, ONLY_SHOWN, REGISTRY_SETUP } from '../patience.ts'
import type { Container } from '../pods.ts'
import type { RolloutView } from '../view.ts'

const PULL_FAILED = ['ErrImagePull', 'ImagePullBackOff', 'RegistryUnavailable', 'SignatureValidationFailed']

type PullError = 'platform' | 'transient' | 'expired' | 'denied' | 'missing' | 'setup' | 'unknown'

// The first that fits. Blips come before the rest: a registry that is starting says all sorts of things besides.
const PULL_ERRORS: readonly (readonly [kind: PullError, pattern: RegExp])[] = [
  ['platform', /no match for platform|no matching manifest for/i],
  [
    'transient',
    /\b5\d\d (Internal|Not Impl|Bad Gateway|Service|Gateway)|status(?: code)?:? 5\d\d|too ?many ?requests|rate (limit|exceeded)|time(d )?out|deadline exceeded|connection (refused|reset)|no route to host|network is unreachable|no such host|server misbehaving|temporary failure|unexpected EOF|: EOF|context canceled|unavailable/i,
  ],
  ['expired', /token (has|is) expired/i],
  [
    'denied',
    /\b40[13]\b|denied|unauthorized|forbidden|no basic auth credentials|authorization failed|insufficient_scope|authentication required/i,
  ],
  ['setup', /x509|certificate|server gave HTTP response to HTTPS client|signature/i],
  // A content digest that is "not found" is missing in the node's own store, which a new pull may heal.
  ['unknown', /content digest|content store|extract layer|no space left/i],
  ['missing', /not found|manifest unknown|name unknown|MANIFEST_UNKNOWN|NAME_UNKNOWN|does not exist/i],
]

/** The registry's own words in a pull error of the kubelet, undefined when it only says that it backs off. */
export function pullErrorOf({ reason, message }: ContainerState['waiting'] & {} = {}): string | undefined {
  if (!PULL_FAILED.includes(reason ?? '')) return undefined
  // Kubernetes before 1.31 says no more than this prefix.
  return message?.replace(/^Back-off pulling image "[^"]*"(: ErrImagePull: )?/, '').trim() || undefined
}

/** @param remembered the last pull error with a cause, for a status that has only the back-off left */
export function pullFinding(
  view: RolloutView,
  pod: Pod,
  container: Container,
  remembered: string | undefined,
): Finding | undefined {
  const { label, name, spec, status } = container
  const image = spec.image ?? 'its image'
  const { reason, message } = status?.state?.waiting ?? {}
  if (reason === 'InvalidImageName') {
    return {
      code: 'image-missing',
      message: `${label} has an image name that is none: ${image}`,
      fix: 'Correct the name in the manifest',
      patienceMs: AT_ONCE,
      ...(message && { cause: message }),
    }
  }
  if (reason === 'ErrImageNeverPull') {
    return {
      code: 'image-missing',
      message: `${label} may not pull its image (imagePullPolicy: Never), and node ${pod.spec.nodeName} has no ${image}`,
      fix: 'Set imagePullPolicy: IfNotPresent',
      patienceMs: AT_ONCE,
    }
  }
  if (!PULL_FAILED.includes(reason ?? '')) return undefined
  const cause = pullErrorOf(status?.state?.waiting) ?? remembered ?? toldByEvent(view, pod, name)
  if (cause === undefined) {
    return { ...pulling(`${label} cannot pull ${image}: the node tells no reason`), cause: `${reason}: ${message}` }
  }
  return { ...explain(label, image, pod, cause), variant: kindOf(cause), cause }
}

function explain(label: string, image: string, pod: Pod, cause: string): Finding {
  switch (kindOf(cause)) {
    case 'platform':
      return {
        code: 'image-platform',
        message: `${label} cannot run on node ${pod.spec.nodeName}: ${image} has no variant for the platform of that node`,
        fix: 'Build the image for the platform of the node, or steer the pod by a nodeSelector on kubernetes.io/arch',
        patienceMs: AT_ONCE,
      }
    case 'missing':
      return {
        code: 'image-missing',
        message: `${label} cannot be started, since the registry has no ${image}`,
        fix: 'Run again so that it is built anew; if it was there before, look for what deletes images, such as a lifecycle policy of the repository',
        patienceMs: IMAGE_MISSING,
      }
    case 'expired':
      return {
        code: 'image-denied',
        message: `${label} cannot pull ${image}: the token in the pull secret has expired`,
        fix: 'Renew the pull secret, which `pull-secret: refresh` does in each run; a token of Amazon ECR lives 12 hours',
        patienceMs: IMAGE_DENIED,
      }
    case 'denied':
      return {
        code: 'image-denied',
        message: `${label} cannot pull ${image}: the registry denies access`,
        fix: 'Check that imagePullSecrets of the pod names a Secret that exists, is for this registry and is still valid; a token of Amazon ECR lives 12 hours',
        patienceMs: IMAGE_DENIED,
      }
    case 'setup':
      return {
        code: 'image-pull',
        message: `${label} cannot pull ${image}, because node ${pod.spec.nodeName} and the registry do not agree on how to talk: ${cause}`,
        fix: 'Set up the registry on the node; on k3s that is /etc/rancher/k3s/registries.yaml',
        patienceMs: REGISTRY_SETUP,
      }
    default:
      return pulling(`${label} cannot pull ${image}: ${cause}`)
  }
}

function kindOf(cause: string): PullError {
  // Names and addresses may hold any word and any number.
  const words = cause.replaceAll(/"[^"]*"|https?:\/\/\S+|\S*sha256:[0-9a-f]+/g, '…')
  return PULL_ERRORS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'unknown'
}

function pulling(message: string): Finding {
  return {
    code: 'image-pull',
    message,
    fix: 'Check that the node reaches the registry, then run again',
    patienceMs: ONLY_SHOWN,
  }
}

/** Whether a container that does not run yet waits for its image. */
export function isPulling(view: RolloutView, pod: Pod, { name, status }: Container): boolean {
  if (PULL_FAILED.includes(status?.state?.waiting?.reason ?? '')) return true
  const events = eventsAbout(view.events, pod.metadata.uid, ['Pulling', 'Pulled'])
  const own = events.filter((event) => isAboutContainer(event, name))
  return own.length > 0 && own.every(({ reason }) => reason === 'Pulling')
}

/** For a status that was first seen when it had only the back-off left. */
function toldByEvent(view: RolloutView, pod: Pod, container: string): string | undefined {
  return eventsAbout(view.events, pod.metadata.uid, ['Failed'])
    .filter((event) => isAboutContainer(event, container))
    .map(({ message = '' }) => /^Failed to pull image "[^"]*": (.+)$/s.exec(message)?.[1])
    .findLast((cause) => cause !== undefined)
}
