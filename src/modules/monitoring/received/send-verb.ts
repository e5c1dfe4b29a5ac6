import { verb } from '#kernel/declare/verb.js'
import {
  Conflict,
  Invalid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  type Problem,
  Unavailable,
} from '#kernel/errors.js'
import { readSmallFile } from '#kernel/read-small-file.js'
import { textOf } from '../control-charts/options.js'
import { MOST_BYTES } from '../intake/read-batch.js'

const LARGEST_KEY = 16 * 1024

/** `wardround send`: a summary to a server, by its API. */
export const sendVerb = verb({
  noun: 'send',
  summary: 'Send a summary to a Wardround with an API key',
  needs: 'nothing',
  arguments: [{ name: 'file', description: 'a summary made by wardround summarise' }],
  options: [
    { flags: '--to <url>', description: 'address of the Wardround', required: true },
    { flags: '--deployment <id>', description: 'id of the deployment', required: true },
    {
      flags: '--key-file <file>',
      description: 'file with the API key; otherwise WARDROUND_API_KEY',
    },
  ],
  run: async ({ options }) => {
    const body = await summaryText(textOf(options, 'file') ?? '')
    const key = await apiKey(textOf(options, 'keyFile'))
    const address = `${(textOf(options, 'to') ?? '').replace(/\/+$/, '')}/api/v1/deployments/${encodeURIComponent(textOf(options, 'deployment') ?? '')}/summaries`
    const answer = await post(address, key, body)
    const { added, superseded, unchanged } = answer
    return {
      json: answer,
      text: `Taken in: ${added} added, ${superseded} replaced, ${unchanged} unchanged.${answer.signals.map(({ sentence }) => `\nSignal: ${sentence}`).join('')}`,
    }
  },
})

/** What the server answers to a summary. */
interface Answer {
  added: number
  superseded: number
  unchanged: number
  signals: { id: string; sentence: string }[]
}

const summaryText = async (file: string): Promise<string> => {
  const tooLarge = () => new Invalid(`${file} is larger than 8 MB, so it is no summary.`)
  const body = (await readSmallFile(file, MOST_BYTES, tooLarge)).toString('utf8')
  const { parseSummary } = await import('../summary/summary-schema.js')
  const parsed = parseSummary(asJson(body))
  if ('summary' in parsed) return JSON.stringify(parsed.summary)
  throw new Invalid(parsed.problems.map((message): Problem => ({ message })))
}

const asJson = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw new Invalid(
      'This file is not a summary: it is not JSON. Make it with wardround summarise.',
    )
  }
}

const apiKey = async (file: string | undefined): Promise<string> => {
  const key = file ? await keyIn(file) : process.env['WARDROUND_API_KEY']
  if (key?.trim()) return key.trim()
  throw new NotSignedIn('Give an API key: set WARDROUND_API_KEY, or name a file with --key-file.')
}

const keyIn = async (file: string): Promise<string> => {
  const tooLarge = () => new Invalid(`${file} is larger than any key.`)
  return (await readSmallFile(file, LARGEST_KEY, tooLarge)).toString('utf8')
}

const post = async (address: string, key: string, body: string): Promise<Answer> => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  }).catch(() => {
    throw new Unavailable(`${address} does not answer. Check the address, or try later.`)
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  throw refusal(response.status, answer)
}

const refusal = (status: number, answer: unknown): Error => {
  const detail =
    typeof answer === 'object' && answer !== null && 'detail' in answer
      ? String(answer.detail)
      : `The server answered ${status}.`
  if (status === 401) return new NotSignedIn(detail)
  if (status === 403) return new NotAllowed(detail)
  if (status === 404) return new NotFound(detail)
  if (status === 409) return new Conflict(detail)
  return status === 422 ? new Invalid(detail) : new Unavailable(detail)
}
