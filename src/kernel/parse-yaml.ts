import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'

const DEEPEST = 50

/**
 * The content of a YAML text. No aliases: they are the way to a text that refers to itself or grows
 * without end. Throws Error.
 */
export const parseYaml = (text: string): unknown =>
  text.trim() === '' ? null : load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: DEEPEST })

/** What the parser says of the limits set above, in words that say what to do. */
const OUR_LIMITS: readonly (readonly [of: RegExp, words: string])[] = [
  [
    /^aliases exceeded/,
    'an alias (*name) refers to another part of the text, and those are not read. Write out there what it stands for',
  ],
  [/depth|nest/i, `it is nested more than ${DEEPEST} deep. Write it flatter`],
]

/** Why a text could not be read, as the end of a sentence: the line, and what to do there. */
export const unreadable = (fault: unknown): string => {
  if (!(fault instanceof YAMLException)) return 'it cannot be read as YAML.'
  const said = fault.reason.replace(/\.$/, '')
  const why = OUR_LIMITS.find(([of]) => of.test(said))?.[1] ?? said
  const line = fault.mark ? `line ${fault.mark.line + 1}: ` : ''
  return `it cannot be read as YAML: ${line}${why}.`
}
