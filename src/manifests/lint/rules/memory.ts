import { amountOf, MEBI } from '../../../kube/quantity.ts'
import type { Rule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const START = 1024 * MEBI
const COMFORT = 2048 * MEBI

export const memoryBelowStart: Rule = {
  id: 'memory-below-start',
  severity: 'error',
  symptom: 'The gateway is killed while it starts (OOMKilled, 137): it needs about 850 MiB',
  fix: 'Raise limits.memory to 2Gi',
  check(subject) {
    const { part, amount } = limitOf(subject)
    if (!(amount < START)) return []
    return [{ message: `limits.memory is ${part.value}, less than OpenClaw needs to start`, at: part }]
  },
}

export const memoryTight: Rule = {
  id: 'memory-tight',
  severity: 'warning',
  symptom:
    'The gateway is killed (OOMKilled, 137) while it works: each command inside the pod takes 220 MiB beside its own 850',
  fix: memoryBelowStart.fix,
  check(subject) {
    const { part, amount } = limitOf(subject)
    if (!(amount >= START && amount < COMFORT)) return []
    return [{ message: `limits.memory is ${part.value}, which is little for a gateway at work`, at: part }]
  },
}

export const heapAboveLimit: Rule = {
  id: 'heap-above-limit',
  severity: 'warning',
  symptom: 'The gateway is killed (OOMKilled, 137) where Node would have collected garbage',
  fix: 'Set --max-old-space-size to 60 to 70 percent of limits.memory',
  check(subject) {
    const { environment, command, container } = subject
    const options = environment.part('NODE_OPTIONS')
    const [, size] =
      /--max[-_]old[-_]space[-_]size[= ](\d+)/.exec(`${options?.at('value').text ?? ''} ${command}`) ?? []
    const { amount, part } = limitOf(subject)
    if (size === undefined || !(Number(size) * MEBI > amount)) return []
    return [
      { message: `Node may fill a heap of ${size} MiB, and limits.memory is ${part.value}`, at: options ?? container },
    ]
  },
}

/** In bytes, NaN when there is no limit. */
function limitOf({ container }: Subject) {
  const part = container.at('resources', 'limits', 'memory')
  return { part, amount: amountOf(part.value) }
}
