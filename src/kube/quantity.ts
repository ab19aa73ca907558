// Amounts of memory as Kubernetes writes them: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/

export const MEBI = 2 ** 20

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: MEBI,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** A quantity as a number (of memory: bytes), NaN for what is none: `512Mi`, `1e9`, `1500m`. */
export function amountOf(quantity: unknown): number {
  const [, number, unit = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(textOf(quantity)) ?? []
  return Object.hasOwn(UNITS, unit) ? Number(number) * (UNITS[unit] as number) : Number.NaN
}

/** YAML lets people write a number of bytes as one. */
function textOf(quantity: unknown): string {
  return typeof quantity === 'number' || typeof quantity === 'string' ? String(quantity) : ''
}
