const PLAIN = /^[\w.=/-]+$/
const WITHOUT_MEANING = /^[\p{L}\p{N}\s.,;:=/_+-]+$/u

/**
 * A text as one argument of a command to copy. Double quotes hold it together in every shell; where a
 * character of it could mean something within them, single quotes do, which the shell of old Windows lacks.
 */
export const asArgument = (text: string): string => {
  if (PLAIN.test(text)) return text
  return WITHOUT_MEANING.test(text) ? `"${text}"` : `'${text.replaceAll("'", `'\\''`)}'`
}
