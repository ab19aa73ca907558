// Amounts of memory as Kubernetes writes them: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/

export const MEBI = 2 ** 20

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: MEBI,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/** In bytes; NaN for what is no quantity. */
export function amountOf(quantity: unknown): number {
  const [, number, unit = ''] =
    /^(\d+(?:\.\d+)?(?:[eE]\d+)?)([a-zA-Z]*)$/.exec(
      typeof quantity === 'number' ? String(quantity) : typeof quantity === 'string' ? quantity : '',
    ) ?? []
  return Object.hasOwn(UNITS, unit) ? Number(number) * (UNITS[unit] as number) : Number.NaN
}
