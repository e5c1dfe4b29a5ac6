import type { CardProblem } from './card-problem.js'

/** Most elements that a card may have; real ones have about 110. */
const MOST_ELEMENTS = 5000
/** Deepest nesting; a signed card needs about 8. */
const MOST_DEPTH = 32

const NOT_TEXT = /[^\P{Cc}\t\n\r\u007F-\u009F]|[\uFFFE\uFFFF]/u

/**
 * What forbids handing text to an XML parser at all, in one pass and before anything is built: a document
 * type (entities that grow or read other files are declared there), too many or too deep elements, and
 * instructions to programs. Undefined when nothing does.
 */
export const scanMarkup = (text: string): CardProblem | undefined => {
  const bad = NOT_TEXT.exec(text)
  if (bad) return problemAt(text, bad.index, 'This is not a text file.')
  let depth = 0
  let elements = 0
  for (let at = text.indexOf('<'); at !== -1;) {
    const end = endOfMarkup(text, at)
    if (end === -1) return problemAt(text, at, 'This markup is not closed.')
    const refusal = refusalOf(text, at)
    if (refusal) return problemAt(text, at, refusal)
    const change = depthChange(text, at, end)
    depth += change.depth
    elements += change.elements
    if (depth > MOST_DEPTH)
      return problemAt(text, at, `Elements are nested more than ${MOST_DEPTH} deep.`)
    if (elements > MOST_ELEMENTS)
      return problemAt(text, at, `There are more than ${MOST_ELEMENTS} elements.`)
    at = text.indexOf('<', end)
  }
  return undefined
}

const refusalOf = (text: string, at: number): string | undefined => {
  const start = text.slice(at, at + 14).toLowerCase()
  if (start === '<!doctype html') return 'This is a web page, not a model card.'
  if (start.startsWith('<!doctype') || start.startsWith('<!entity'))
    return 'The file declares a document type. Cards with one are refused, because it can make a reader load other files. Take it out.'
  if (start.startsWith('<?') && !(at === 0 && /^<\?xml\s/.test(start)))
    return 'The file has an instruction to a program (<?…?>), which a card does not have.'
  return undefined
}

const endOfMarkup = (text: string, at: number): number => {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9)
  let quote = ''
  for (let i = at + 1; i < text.length; i += 1) {
    const letter = text.charAt(i)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return i + 1
  }
  return -1
}

const after = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from)
  return found === -1 ? -1 : found + mark.length
}

const depthChange = (
  text: string,
  at: number,
  end: number,
): { depth: number; elements: number } => {
  const next = text.charAt(at + 1)
  if (next === '!' || next === '?') return { depth: 0, elements: 0 }
  if (next === '/') return { depth: -1, elements: 0 }
  return { depth: text.charAt(end - 2) === '/' ? 0 : 1, elements: 1 }
}

const problemAt = (text: string, at: number, message: string): CardProblem => ({
  line: text.slice(0, at).split('\n').length,
  path: '/',
  message,
})
