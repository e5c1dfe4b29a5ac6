import { cleanText } from '#kernel/clean-text.js'

const SMALL = new Set([
  'a',
  'and',
  'at',
  'by',
  'for',
  'in',
  'of',
  'on',
  'the',
  'to',
  'under',
  'upon',
  'with',
])

const KEPT = new Set(
  'NHS ICB ICS CCG GP PCN PMS FHP UHPC EA ICO UK HQ NCL NEL NWL SEL SWL RAF HMP YOI II III IV'.split(
    ' ',
  ),
)

const ABBREVIATED = new Set(['ST', 'DR', 'MR', 'MRS', 'CTR', 'CT', 'RD', 'LTD', 'MT', 'SR', 'JR'])

/**
 * A name from the national files, all in capitals there, as people write it: "GUY'S AND ST THOMAS'
 * NHS FOUNDATION TRUST" becomes "Guy's and St Thomas' NHS Foundation Trust". Apostrophes are kept
 * where they are and none is invented. A name that already has small letters is left alone.
 */
export const readableName = (name: string): string => {
  const tidy = cleanText(name).trim().replaceAll(/\s+/g, ' ').replaceAll(/[‘’]/g, "'")
  if (/\p{Ll}/u.test(tidy)) return tidy
  const spelled = tidy.replaceAll(/[\p{L}\p{N}][\p{L}\p{N}']*/gu, (word, at: number) =>
    spellWord(word, startsPhrase(tidy, at)),
  )
  return spelled.replaceAll(/\bAt Medics\b/g, 'AT Medics').replaceAll(/\bC\/o\b/gi, 'c/o')
}

/** The first word, and one after a bracket, a dash between spaces, or a stop, is never small. */
const startsPhrase = (name: string, at: number): boolean => {
  const before = name.slice(0, at)
  return before === '' || /(\(| - |[.:@] ?)$/.test(before)
}

const spellWord = (word: string, starts: boolean): string => {
  const small = word.toLowerCase()
  if (SMALL.has(small)) return starts ? capitalise(small) : small
  if (KEPT.has(word) || isCode(word) || isInitials(word)) return word
  return capitalise(small).replace(
    /^(O'|D'|Mc)(\p{Ll})(?=\p{L}{2})/u,
    (_all, start: string, next: string) => start + next.toUpperCase(),
  )
}

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Letters and figures mixed, as in Z9B2Z or E12; `4TH` is an ordinary word. */
const isCode = (word: string): boolean =>
  /\p{N}/u.test(word) && /\p{L}/u.test(word) && !/^\d+(ST|ND|RD|TH)$/.test(word)

/** Up to four letters without a vowel are initials: MLR, RHND. */
const isInitials = (word: string): boolean =>
  /^[B-DF-HJ-NP-TV-XZ]{1,4}$/.test(word) && !ABBREVIATED.has(word)

/** What two spellings of one name have in common: no case, no punctuation, "and" for "&". */
export const nameKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/['‘’.]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
