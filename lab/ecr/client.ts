// What asks the lab's ECR for what AWS would not do: see control.ts.

// It answers at once, unless a test has stopped it.
const PATIENCE_MS = 10_000

interface Lab {
  readonly AWS_ENDPOINT_URL_ECR?: string
  readonly AWS_SECRET_ACCESS_KEY?: string
}

/** @throws when there is no answer, or a refusal */
export async function command(lab: Lab, body: object): Promise<object> {
  return answerIn(await ask(lab, body))
}

/**
 * The passwords that a key got.
 * @returns none of an ECR that does not answer: a test has killed it, and it has forgotten them
 */
export async function passwordsOf(lab: Lab, accessKeyId: string): Promise<readonly string[]> {
  const response = await ask(lab, { passwords: accessKeyId }).catch(() => undefined)
  return response ? ((await answerIn(response)) as { passwords: string[] }).passwords : []
}

function ask({ AWS_ENDPOINT_URL_ECR, AWS_SECRET_ACCESS_KEY = '' }: Lab, body: object): Promise<Response> {
  return fetch(`${AWS_ENDPOINT_URL_ECR}/_lab/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lab-control': AWS_SECRET_ACCESS_KEY },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
}

async function answerIn(response: Response): Promise<object> {
  if (!response.ok) throw new Error(`the lab's ECR answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as object
}
