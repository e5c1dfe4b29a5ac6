import { z } from 'zod'
import { differencesOf, type Difference } from './differences.js'
import type { HistoryLine, Names } from './model.js'

type States = Pick<HistoryLine, 'before' | 'after'>

const about = z.object({ requirement: z.string() })

const CODE = /\bR\d{2}\b/g

/** The requirement that a line is about, by its number; null where it is about none. */
export const requirementOf = ({ before, after }: States): string | null =>
  [after, before].flatMap((state) => about.safeParse(state).data?.requirement ?? [])[0] ?? null

/** The numbers of all requirements in a value, however deep. */
export const requirementsIn = (value: unknown): string[] => [
  ...new Set((JSON.stringify(value) ?? '').match(CODE)),
]

/** Words in which the number of a requirement is followed by its name, as in "R31 Human oversight". */
export const withRequirements = (words: string, names: Names): string =>
  words.replaceAll(CODE, (code, place: number) => {
    const name = names.get(code)?.name
    const isNamed = name === undefined || words.slice(place + code.length + 1).startsWith(name)
    return isNamed ? code : `${code} ${name}`
  })

/** What differs between before and after, each requirement in it by number and name. */
export const namedDifferences = ({ before, after }: States, names: Names): Difference[] => {
  const named = (words: string | null) => words && withRequirements(words, names)
  return differencesOf(before, after).map((one) => ({
    ...one,
    before: named(one.before),
    after: named(one.after),
  }))
}
