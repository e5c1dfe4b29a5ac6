import { z } from 'zod'
import { cleanText } from './clean-text.js'

/** The kinds of text that may identify a person. */
export const IDENTIFIABLE_KINDS = [
  'nhs-number',
  'date-of-birth',
  'email',
  'telephone',
  'postcode',
] as const
export type IdentifiableKind = (typeof IDENTIFIABLE_KINDS)[number]

const NAMES: Readonly<Record<IdentifiableKind, string>> = {
  'nhs-number': 'an NHS number',
  'date-of-birth': 'a date of birth',
  email: 'an e-mail address',
  telephone: 'a telephone number',
  postcode: 'a postcode',
}

// A point ends a sentence too; only between digits, or before them alone, it makes a decimal number.
const TEN_DIGITS = /(?<!\d|\d\.|[\s,;]\.)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d|\.\d)/g
// Every ISBN of ten digits passes the check of an NHS number, and one DOI in eleven that ends in ten.
const OTHER_NUMBER =
  /\b10\.\d{4,9}\/[\w.()/:-]+|\bisbn(?:-?1[03])?[\s:=#({"]{0,5}(?:[ -]?\d){10}(?:(?:[ -]?\d){3})?(?!\d)|\+(?!44)(?:[ ().-]{0,2}\d){8,13}(?!\d)/gi
const LABELLED_BIRTH =
  /\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birth ?date)\b\W{0,4}(?:is\W{1,3})?(?:\d{1,4}[/.\- ]\d{1,2}[/.\- ]\d{1,4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{2,4})/i
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/
const TELEPHONE = /(?<!\d|\d\.|[\s,;]\.)(?:\+44[ -]?|0)(?:\d[ -]?){9,10}(?!\d|\.\d)/
const POSTCODE = /\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})\b/i

/**
 * Whether ten digits pass the NHS number check: weights 10 to 2 on the first nine, 11 minus the
 * remainder modulo 11, 11 counts as 0 and 10 is never valid (NHS Data Dictionary, NHS NUMBER).
 */
export const isNhsNumber = (text: string): boolean => {
  const digits = text.replaceAll(/[ -]/g, '')
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false
  const sum = Array.from(digits.slice(0, 9), Number).reduce(
    (total, digit, place) => total + digit * (10 - place),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(digits[9])
}

/**
 * The kinds of identifying text found; `strict` also looks for addresses and numbers. A DOI, what is
 * named an ISBN and a telephone number of another country are not taken for an NHS number.
 */
export const findIdentifiable = (
  text: string,
  strictness: 'free-text' | 'strict',
): IdentifiableKind[] => {
  const found: IdentifiableKind[] = []
  const unexplained = text.replaceAll(OTHER_NUMBER, ' ')
  if ((unexplained.match(TEN_DIGITS) ?? []).some(isNhsNumber)) found.push('nhs-number')
  if (LABELLED_BIRTH.test(text)) found.push('date-of-birth')
  if (strictness === 'free-text') return found
  if (EMAIL.test(text)) found.push('email')
  if (TELEPHONE.test(unexplained) && !found.includes('nhs-number')) found.push('telephone')
  if (POSTCODE.test(text)) found.push('postcode')
  return found
}

/** Kinds of identifying text, for people: `an NHS number and a postcode`. */
export const kindsInWords = (kinds: readonly IdentifiableKind[]): string =>
  kinds.map((kind) => NAMES[kind]).join(' and ')

/** The sentence that refuses identifying text: what was found and what to do. */
export const identifiableMessage = (kinds: readonly IdentifiableKind[]): string =>
  `This looks like ${kindsInWords(kinds)}. Take out anything that identifies a person. It has not been stored.`

/** Text that people type: trimmed, bounded, and refused when it holds an NHS number or a date of birth. */
export const freeText = (label: string, most: number, least = 1) =>
  boundedText(label, most, least).superRefine(refuse('free-text'))

/** As freeText, and also refused for e-mail addresses, telephone numbers and postcodes (telemetry, concerns). */
export const strictFreeText = (label: string, most: number, least = 1) =>
  boundedText(label, most, least).superRefine(refuse('strict'))

/** Cleaned, trimmed, bounded text with messages that name the field; not scanned (codes, contact fields). */
export const boundedText = (label: string, most: number, least = 1) =>
  z
    .string({ error: `Enter ${label}.` })
    .overwrite(cleanText)
    .trim()
    .min(least, least <= 1 ? `Enter ${label}.` : `Enter ${label}, at least ${least} characters.`)
    .max(most, `Make ${label} ${most} characters or fewer.`)

/**
 * The name of a file as given: its last step only, without signs that cannot be seen, and scanned as
 * free text is.
 */
export const fileNameText = () =>
  z
    .string({ error: 'Enter the name of the file.' })
    .transform((given) => given.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').replace(/^.*[\\/]/s, ''))
    .transform((name) => (/^\.*$/.test(name) ? '' : name))
    .pipe(freeText('the name of the file', 200))

const refuse =
  (strictness: 'free-text' | 'strict') =>
  (text: string, context: z.RefinementCtx): void => {
    const kinds = findIdentifiable(text, strictness)
    if (kinds.length > 0) context.addIssue({ code: 'custom', message: identifiableMessage(kinds) })
  }
