import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url))

/** Where the reference data of the project lies, when this checkout stands beside it. */
export const sharedPath = (path: string): string => `${shared}${path}`

/** Whether the reference values are here; without them their tests are skipped. */
export const oraclesPresent = existsSync(sharedPath('oracles/classification.json'))

/** The sentence a skipped suite carries in its name. */
export const skippedWithout = 'needs ../shared/oracles, and is skipped where it is not there'

/** One file of reference values; the caller annotates what it expects to find. */
export function oracle(name: string): ReturnType<typeof JSON.parse> {
  return JSON.parse(readFileSync(sharedPath(`oracles/${name}.json`), 'utf8'))
}

/** A small CSV (no quoting) of the reference data as records of text. */
export function dataRows(name: string): readonly Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(sharedPath(`data/statistics/${name}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']))
  })
}
