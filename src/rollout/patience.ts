// How long a suspicion may stand before the rollout is called failed, and why that long. Too short gives up on a blip,
// the most frequent complaint about tools that fail fast (krane#477, skaffold#5210, helm#31896); too long is what
// people leave `kubectl rollout status` for. A suspicion that goes away, even for a moment, starts anew.

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** For what cannot come right by itself: an image of another platform, a name that is not one. */
export const AT_ONCE = 0

/** For what time alone proves: only the clocks of the whole rollout end it. */
export const ONLY_SHOWN = Number.POSITIVE_INFINITY

/** A registry says "not found" at once and for good; 2 s outlive an answer from one that is just being replaced. */
export const IMAGE_MISSING = 2 * SECOND

/** Something may renew the pull secret just now; the kubelet's own second try comes after 10 s. */
export const IMAGE_DENIED = 10 * SECOND

/** TLS and protocol are set up on the node, and k3s has to restart for a change: not within seconds. */
export const REGISTRY_SETUP = 30 * SECOND

/**
 * OpenClaw holds its state by a lease of 300 s that names its host. A gateway that was killed lets go of it at once only if
 * the next one has the same host name; then at most its restarts' back-off comes on top.
 */
export const STATE_LEASE = 8 * MINUTE

/** Controllers that make a Secret from something else (External Secrets, Sealed Secrets) need a few seconds. */
export const CONFIG_MISSING = 10 * SECOND

/** The log of a container that just ended is fetched apart from its status and may come a little later. */
export const LOG_ARRIVAL = 3 * SECOND

/** Containerd can need a while to give a name or a sandbox free after a timeout of its own. */
export const CREATE_CONTAINER = 1 * MINUTE

/** Until the scheduler's word is worth reading: the old pod's memory comes free only after it is gone. */
export const UNSCHEDULABLE_SHOWN = 15 * SECOND

/** kstatus calls it failed after 15 s and was cursed for it (helm#31896); two minutes outlive what is being freed. */
export const UNSCHEDULABLE = 2 * MINUTE

/** A node that restarts is back in minutes, and pods tolerate its absence for 300 s by default. */
export const NODE_BACK = 6 * MINUTE

/** A missing StorageClass or claim can be in the same apply, or made by hand; nobody makes it later than this. */
export const CLAIM_MISSING = 30 * SECOND

/** A PersistentVolume somebody has to make. */
export const NO_VOLUME = 1 * MINUTE

/** Provisioners retry, and a storage system that just started refuses a few times. */
export const PROVISIONING = 2 * MINUTE

/** Mounting retries with a back-off of up to 2 min 2 s, so one whole round has to fit in. */
export const MOUNT = 3 * MINUTE

/** Kubernetes takes a volume from a lost node after 6 min (maxWaitForUnmountDuration), then it can attach here. */
export const ATTACH = 7 * MINUTE

/** The storage driver of a node that has booted is up minutes after the node, and the next try to mount comes 2 min 2 s later. */
export const DRIVER_BACK = 7 * MINUTE

/** Admission refuses for good, but policies and service accounts of the same apply settle within seconds. */
export const ADMISSION = 10 * SECOND

/** The quota that the old pod used is given back a few seconds after it is gone. */
export const QUOTA = 20 * SECOND

/** Beyond its own grace period a pod is killed; a minute more, and its node does not answer. */
export const OLD_POD_STUCK = 1 * MINUTE

/** Somebody else changed the Deployment; if it was a slip, it is put back by then. */
export const DEPLOYMENT_CHANGED = 10 * SECOND

/** A probe's budget is the manifest's own word; this covers the way from the kubelet to us. */
export const PROBE_SLACK = 5 * SECOND

/** A gateway without startup probe may still migrate its state, for which OpenClaw's documentation gives 5 min. */
export const READY_WITHOUT_STARTUP_PROBE = 5 * MINUTE

/** Once it has passed its startup probe, a readiness probe has little left to wait for. */
export const READY_AFTER_STARTUP = 30 * SECOND

/** Ends of one container with the same exit code; the first restart comes at once, the second 10 s later. */
export const CRASHES = 3

/** Ends with different exit codes: something moves, so it gets two more. */
export const DIFFERENT_CRASHES = 5

/** How much memory a start needs varies, and the first restart comes at once. */
export const OUT_OF_MEMORY = 2

/** A step of its own can fail once for a reason outside (a network that is just coming up). */
export const INIT_FAILURES = 2

/** The first can be the runtime's fault (exit code 128 of a busy containerd). */
export const START_ERRORS = 2

/** OpenClaw's refusal without exit code 78, or of a state that a gateway on a lost node may still have locked. */
export const DOUBTFUL_REFUSALS = 2

/** A busy node can starve one probe. */
export const LIVENESS_KILLS = 2
