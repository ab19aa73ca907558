import type { Config } from '../config.ts'
import type { Path } from '../part.ts'
import type { Rule } from '../rule.ts'

const PROVIDER = 'amazon-bedrock'
const MODEL = ['agents', 'defaults', 'model']

export const bedrockPlugin: Rule = {
  id: 'bedrock-plugin',
  severity: 'warning',
  symptom:
    'Each start tries to install a plugin from the network ("Failed to install missing configured plugin"), and goes on without these models',
  fix: 'Reach Bedrock through LiteLLM, or put the plugin into the image and silence this',
  check({ config }) {
    const path = config && placeOfBedrock(config)
    if (config === undefined || path === undefined) return []
    return [{ message: `The provider ${PROVIDER} is not part of OpenClaw but of a plugin`, at: config.spot(...path) }]
  },
}

function placeOfBedrock(config: Config): Path | undefined {
  const provider = ['models', 'providers', PROVIDER]
  if (config.at(...provider) !== undefined) return provider
  const fallbacks = config.at(...MODEL, 'fallbacks')
  const models = [
    MODEL,
    [...MODEL, 'primary'],
    ...(Array.isArray(fallbacks) ? fallbacks.map((_, index) => [...MODEL, 'fallbacks', index]) : []),
  ]
  return models.find((path) => config.text(...path)?.startsWith(`${PROVIDER}/`))
}
