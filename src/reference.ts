// How an image reference is put together: https://pkg.go.dev/github.com/distribution/reference

export interface Reference {
  /** Undefined where it is Docker Hub's, which a reference does not name. */
  readonly host?: string
  /** As it is written: `openclaw`, `k3s-homelab/openclaw`. */
  readonly repository: string
  readonly tag?: string
  /** `sha256:...` */
  readonly digest?: string
}

/** Splits a reference. Its first part is a host when it has a dot or a port, or is localhost. */
export function splitReference(reference: string): Reference {
  const [name = '', digest] = reference.split('@')
  const [first = '', ...rest] = name.split('/')
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first)
  const path = hasHost ? rest.join('/') : name
  const [, repository = path, tag] = /^(.*?)(?::([^:/]+))?$/.exec(path) ?? []
  return { repository, ...(hasHost && { host: first }), ...(tag && { tag }), ...(digest && { digest }) }
}
