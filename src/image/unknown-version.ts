// By itself, since who only names it need not load what compares versions.

/** In the place of the version of a gateway that is live, in an image that does not tell. */
export const UNKNOWN_VERSION = 'unknown'
