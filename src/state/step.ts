// Names under which the main step leaves something for the post step.

/** The private Docker configuration folder, to be removed. */
export const DOCKER_CONFIG_STATE = 'docker-config'

/** Path of a file that is not whole yet, or of a folder to try something in, that may hold secrets and is to be removed; '' when there is none. */
export const OPEN_FILE_STATE = 'open-file'

/** What a run that was cut off has left in the cluster: an `OpenWork` as JSON; '' when it came to its end and let its lock go. */
export const OPEN_WORK_STATE = 'open-work'

export interface OpenWork {
  readonly namespace: string
  /** Name of the gateway's Deployment. */
  readonly deployment: string
  /** Holder of the lock. */
  readonly holder?: string
}
