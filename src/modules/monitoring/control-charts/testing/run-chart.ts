import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '#entrances/cli/cli.js'
import type { VerbDescription } from '#kernel/declare/verb.js'
import { controlChartVerbs } from '../verbs.js'

/** What the command line answered: exit code, what it printed, and that as JSON where asked for. */
export interface Ran {
  readonly code: number
  readonly text: string
  readonly json: ReturnType<typeof JSON.parse>
}

/** Runs a line of these verbs as the command line does, without a registry. */
export const runVerb = async (verbs: readonly VerbDescription[], line: string): Promise<Ran> => {
  const lines: string[] = []
  const take = (text: string): void => {
    lines.push(text)
  }
  const code = await runCli(
    {
      verbs,
      version: '1',
      openRegistry: () => Promise.reject(new Error('no registry is needed')),
      clock: { now: () => new Date(0) },
      newId: (prefix) => `${prefix}_1` as never,
      out: take,
      error: take,
    },
    line.split(' '),
  )
  const text = lines.join('\n')
  return { code, text, json: line.includes('--json') ? JSON.parse(text) : null }
}

/** Runs the command line on a file `given.csv` of this content; `{file}` stands for its path. */
export const runChart = async (line: string, content: string | Uint8Array): Promise<Ran> => {
  const folder = await mkdtemp(join(tmpdir(), 'charts-'))
  const path = join(folder, 'given.csv')
  await writeFile(path, content)
  try {
    return await runVerb(controlChartVerbs, line.replace('{file}', path))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A CSV of rows under a header. */
export const csv = (rows: readonly (readonly (string | number)[])[], header = 'day,y'): string =>
  [header, ...rows.map((row) => row.join(','))].join('\n')
