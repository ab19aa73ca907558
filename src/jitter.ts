// The runs of many homes fail at the same moment, when a registry or a git server is away, and must not come back to it at the same moment.

/**
 * A pause before a repeat, from three to five quarters of what is meant.
 * @param random from 0 to 1
 */
export function withJitter(milliseconds: number, random = Math.random()): number {
  return milliseconds * (0.75 + random / 2)
}
