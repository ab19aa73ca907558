// The inputs of pair/action.yml.

import { type ClusterInputs, readCluster, readWorkload, type Surroundings, type WorkloadInputs } from './common.ts'
import { type Pairing, readPairing } from './pairing.ts'
import { readProxies } from './proxy.ts'
import { InputReader } from './reader.ts'

export interface PairInputs {
  readonly workload: WorkloadInputs & { readonly deployment: string }
  readonly cluster: ClusterInputs
  readonly pairing: Exclude<Pairing, { kind: 'off' }>
}

/**
 * @param read the raw value of an input by its name in pair/action.yml, '' when it is not set
 * @throws DeployError with one problem for each input that is wrong
 */
export function parsePairInputs(read: (name: string) => string, env: Surroundings['env']): PairInputs {
  const reader = new InputReader(read)
  const kind = reader.choice('pairing', ['list', 'approve'])
  const inputs = {
    workload: { deployment: 'openclaw', ...readWorkload(reader) },
    cluster: readCluster(reader),
    pairing: readPairing(reader, kind) as PairInputs['pairing'],
  }
  readProxies(reader, env)
  reader.finish()
  return inputs
}
