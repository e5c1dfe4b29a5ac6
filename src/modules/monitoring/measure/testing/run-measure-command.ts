import { runCli } from '#entrances/cli/cli.js'
import { monitoringVerbs } from '../../verbs.js'
import type { MeasureResult } from '../measure-files.js'

/** What the command line answered. */
export interface CommandAnswer {
  readonly code: number
  readonly out: string
  readonly error: string
}

/** Runs `wardround measure` through the command line, as on 1 July 2026. */
export async function runMeasureCommand(words: readonly string[]): Promise<CommandAnswer> {
  const out: string[] = []
  const error: string[] = []
  const code = await runCli(
    {
      verbs: monitoringVerbs,
      version: '0.0.0',
      openRegistry: () => Promise.reject(new Error('measure needs no registry')),
      clock: { now: () => new Date('2026-07-01T12:00:00Z') },
      newId: () => 'id_1',
      out: (text) => out.push(text),
      error: (text) => error.push(text),
    },
    ['measure', ...words],
  )
  return { code, out: out.join('\n'), error: error.join('\n') }
}

/** The JSON of a run that must succeed. */
export async function measureJson(words: readonly string[]): Promise<MeasureResult> {
  const { code, out, error } = await runMeasureCommand([...words, '--json'])
  if (code !== 0) throw new Error(`measure ended with ${code}: ${out}${error}`)
  return JSON.parse(out) as MeasureResult
}
