// Names under which the main step leaves something for the post step.

/** The private Docker configuration folder, to be removed. */
export const DOCKER_CONFIG_STATE = 'docker-config'
