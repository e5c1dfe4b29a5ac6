import { readFile } from 'node:fs/promises'

let known: Promise<string> | undefined

/** The version of this Wardround, which stands in every summary it makes. */
export const packageVersion = (): Promise<string> => {
  known ??= readFile(new URL('../../../package.json', import.meta.url), 'utf8').then(
    (text) => (JSON.parse(text) as { version: string }).version,
  )
  return known
}
