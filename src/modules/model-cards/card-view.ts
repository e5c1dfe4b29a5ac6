import type { ModelCard } from './model.js'
import type { StatedResult } from './read-result.js'
import type { Statement } from './statements.js'

/** A measured result in words, nothing rounded or judged. */
export interface ShownResult {
  what: string
  value: string
  /** Its interval or spread, as stated; a dash where none is. */
  spread: string
}

/** A section of a card as people read it. */
export interface ShownSection {
  heading: string
  facts: readonly { label: string; value: string }[]
  results: readonly { heading: string; rows: readonly ShownResult[] }[]
}

const RESULT = /\/MetricResult\[(\d+)\]\/(Label|ValueJson)$/

/** The sections of a card in its order, with measured results taken together as tables. */
export const shownSections = (statements: readonly Statement[]): ShownSection[] => {
  const headings = [...new Set(statements.map((one) => one.headings[0] ?? ''))]
  return headings.map((heading) => {
    const own = statements.filter((one) => one.headings[0] === heading)
    return {
      heading,
      facts: own
        .filter((one) => !RESULT.test(one.path))
        .map(({ headings, value }) => ({ label: headings.slice(1).join(': ') || heading, value })),
      results: resultTables(own),
    }
  })
}

const resultTables = (statements: readonly Statement[]): ShownSection['results'] => {
  const values = statements.filter((one) => one.path.endsWith('/ValueJson'))
  const headings = [...new Set(values.map((one) => one.headings[1] ?? ''))]
  return headings.map((heading) => ({
    heading,
    rows: values.filter((one) => one.headings[1] === heading).map((one) => shown(one, statements)),
  }))
}

const shown = (one: Statement, all: readonly Statement[]): ShownResult => {
  const labelPath = one.path.replace(/ValueJson$/, 'Label')
  const what = all.find(({ path }) => path === labelPath)?.value ?? ''
  return { what, ...(one.result ? inWords(one.result) : { value: one.value, spread: '-' }) }
}

const inWords = (result: StatedResult): Omit<ShownResult, 'what'> => {
  const unit = result.unit ? ` ${result.unit}` : ''
  if (result.kind === 'single') return { value: `${result.value}${unit}`, spread: '-' }
  if (result.kind === 'mean_sd')
    return { value: `${result.mean}${unit}`, spread: `standard deviation ${result.sd}` }
  const { estimate, lower, upper, level } = result
  return { value: `${estimate}${unit}`, spread: `${lower} to ${upper} (${level}% interval)` }
}

/** A statement in words: a measured result with its interval or spread, anything else as it stands. */
export const statementInWords = ({ value, result }: Statement): string => {
  if (!result) return value
  const shownResult = inWords(result)
  return shownResult.spread === '-'
    ? shownResult.value
    : `${shownResult.value}, ${shownResult.spread}`
}

/** What a card states under headings, from the section down, in words; empty where it states nothing. */
export const statedIn = (
  { statements }: Pick<ModelCard, 'statements'>,
  headings: readonly string[],
): string =>
  statements
    .filter((one) => headings.every((heading, place) => one.headings[place] === heading))
    .map(statementInWords)
    .filter((words) => words !== '')
    .join('; ')
