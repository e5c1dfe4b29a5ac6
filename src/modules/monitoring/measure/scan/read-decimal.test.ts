import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDecimal } from './read-decimal.js'

const read = (text: string): number => {
  const bytes = Buffer.from(text)
  return readDecimal(bytes, 0, bytes.length)
}

const digits = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most })
    .map((all) => all.join(''))

describe('readDecimal', () => {
  it('rounds every decimal as Number does, or leaves it', () => {
    const decimal = fc
      .tuple(
        fc.constantFrom('', '-', '+'),
        digits(4),
        digits(19),
        fc.oneof(
          fc.constant(''),
          fc.integer({ min: -12, max: 3 }).map((power) => `e${power}`),
        ),
      )
      .map(([sign, whole, part, power]) => `${sign}${whole}.${part}${power}`)
    fc.assert(
      fc.property(decimal, (text) => {
        const value = read(text)
        expect(Number.isNaN(value) || Object.is(value, Number(text))).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })

  it('reads what programs write of a double, nearly always', () => {
    let left = 0
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1, noNaN: true }), (score) => {
        const text = String(score)
        if (Number.isNaN(read(text))) left += 1
        else expect(read(text)).toBe(score)
      }),
      { numRuns: 20_000 },
    )
    expect(left).toBeLessThan(200)
  })

  it.each([
    ['0.5000000000000000277', 0.5],
    ['0.50000000000000005552', NaN],
    ['0.5000000000000000555', 0.5],
    ['0.0000000000000000000001', 1e-22],
    ['5.123e-05', 5.123e-5],
    ['9007199254740993', NaN],
    ['9007199254740993.1', 9007199254740994],
    ['12E2', NaN],
    ['5.', 5],
    ['.25', 0.25],
    ['-0', -0],
    ['000000000000000000000.5', 0.5],
  ])('%s', (text, value) => {
    expect(read(text)).toBe(value)
  })

  it.each(['', '.', '-', '+.', 'e5', '1e', '1e+', '1.2.3', '1e1.0', '0x1', ' 1', '1,5', '1e1234'])(
    'leaves “%s” to others',
    (text) => {
      expect(read(text)).toBeNaN()
    },
  )
})
