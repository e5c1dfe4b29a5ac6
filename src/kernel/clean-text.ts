// Orders to turn the direction of writing, and what is drawn with no width (Unicode 16, UAX 9 and chapter 23).
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g
const NO_WIDTH = /[\u200B\u2060-\u2064\uFEFF\u180E\u00AD\u{E0000}-\u{E007F}]/gu
const SINGLE_MARKS = /[\u200E\u200F\u061C]/g
const WRITTEN_LEFTWARD = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

// Joiners shape words of these scripts, such as Persian and Hindi (UAX 31, section 2.3), and join emoji.
const JOINED =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}]'
const LOOSE_JOINER = new RegExp(
  `(?<!${JOINED}|[\\p{Extended_Pictographic}\\uFE0F\\p{EMod}])[\\u200C\\u200D]|[\\u200C\\u200D](?!${JOINED}|\\p{Extended_Pictographic})`,
  'gu',
)

const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u
const BLANK_LETTERS = /[\u115F\u1160\u3164\uFFA0\u2800]/g

/**
 * Typed text as it is kept: composed (NFC), without characters that are not seen and could make one name
 * pass for another, and empty where nothing is left to see. Joiners and marks stay where writing needs
 * them. Pure.
 */
export const cleanText = (text: string): string => {
  const plain = text.replaceAll(DIRECTION, '').replaceAll(NO_WIDTH, '').replaceAll(LOOSE_JOINER, '')
  const marked = WRITTEN_LEFTWARD.test(plain) ? plain : plain.replaceAll(SINGLE_MARKS, '')
  return SEEN.test(marked.replaceAll(BLANK_LETTERS, '')) ? marked.normalize('NFC') : ''
}
