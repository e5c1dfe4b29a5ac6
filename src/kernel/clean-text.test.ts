import { describe, expect, test } from 'vitest'
import { cleanText } from './clean-text.js'
import { boundedText, freeText } from './identifiable-data.js'

describe('typed text as it is kept', () => {
  test.each([
    ['a turned direction', 'Reader\u202Egpj.exe\u2066', 'Readergpj.exe'],
    ['characters of no width', 'Re\u200Bad\uFEFFer\u2060\u00AD', 'Reader'],
    ['joiners that join nothing', 'Rea\u200Dder\u200C', 'Reader'],
    ['marks of direction in English', 'Reader\u200F', 'Reader'],
    ['letters in two pieces', 'Cafe\u0301', 'Caf\u00E9'],
    [
      'a Persian word',
      '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
      '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
    ],
    ['a Hindi word', '\u0915\u094D\u200D\u0937', '\u0915\u094D\u200D\u0937'],
    ['a mark in Hebrew', '\u05D0\u05D1 A1\u200F', '\u05D0\u05D1 A1\u200F'],
    [
      'an emoji of several',
      '\u{1F469}\u{1F3FD}\u200D\u2695\uFE0F',
      '\u{1F469}\u{1F3FD}\u200D\u2695\uFE0F',
    ],
    ['lines and Welsh', 'T\u0175r\nd\u0175r', 'T\u0175r\nd\u0175r'],
    ['only what is not seen', '\u200B\u3164\u2800 \u202E', ''],
    ['only marks', '\u0301\u0301', ''],
    ['nothing', '', ''],
  ])('%s', (_what, given, kept) => {
    expect(cleanText(given)).toBe(kept)
  })

  test('is what every text of ours is: a name that cannot be seen is no name', () => {
    const name = boundedText('the name of the product', 10)
    expect(name.parse(' Re\u200Bader ')).toBe('Reader')
    expect(name.safeParse('\u200B\u202E').error?.issues[0]?.message).toBe(
      'Enter the name of the product.',
    )
    expect(name.parse(`${'x'.repeat(10)}\u200B`)).toHaveLength(10)
    expect(freeText('why', 50).safeParse('943\u200B 476 5919').error?.issues[0]?.message).toContain(
      'an NHS number',
    )
  })
})
