import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'

const DEEPEST = 50

/**
 * The content of a YAML text. No aliases: they are the way to a text that refers to itself or grows
 * without end. Throws Error.
 */
export const parseYaml = (text: string): unknown =>
  text.trim() === '' ? null : load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: DEEPEST })

/** What is not read, by what the parser says of it, in words that say what to do; the first that fits counts. */
const NOT_READ: readonly (readonly [of: RegExp, words: string])[] = [
  [
    /^aliases exceeded/,
    'an alias (*name) refers to another part of the text, and those are not read. Write out there what it stands for',
  ],
  [/^nesting exceeded/, `it is nested more than ${DEEPEST} deep. Write it flatter`],
  [/alias node/, 'what begins with * is read as an alias. Put it in quotes'],
  [/anchor/, 'what begins with & is read as an anchor. Put it in quotes'],
  [/\btag\b/i, 'what begins with ! is read as a tag. Put it in quotes'],
  [/directive|YAML version/, 'a line that begins with % is read as a directive. Take it out'],
  [/duplicated mapping key/, 'a key stands there twice. Keep one of them'],
  [/^tab characters/, 'it is indented with a tab. Use spaces'],
  [/flow collection|node content/, 'a [ or { is not closed, or a comma is too many or missing'],
  [
    /quoted scalar|escape sequence|hexadecimal/,
    'words in quotes are not closed, or hold a \\ that YAML does not know',
  ],
  [/single document/, 'it holds more than one document. Keep one, without the line ---'],
  [/printable|JSON character/, 'it holds characters that cannot be read. Save it as UTF-8'],
  [
    /indentation|document separator|whitespace|implicit key|after a mapping key/,
    'it does not fit what stands above it. Line up what belongs together, write “key: value”, and put a value in quotes that holds a colon or begins with a sign such as @',
  ],
]

/** Why a text could not be read, as the end of a sentence: the line, and what to do there. */
export const unreadable = (fault: unknown): string => {
  if (!(fault instanceof YAMLException)) return 'it cannot be read as YAML.'
  const found = NOT_READ.find(([of]) => of.test(fault.reason))
  const why = found?.[1] ?? 'what stands there is not YAML that is read here'
  const line = fault.mark ? `line ${fault.mark.line + 1}: ` : ''
  return `it cannot be read as YAML: ${line}${why}.`
}
