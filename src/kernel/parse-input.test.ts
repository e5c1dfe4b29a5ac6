import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Invalid } from './errors.js'
import { parseInput, parseStrictly } from './parse-input.js'

const refusalOf = (act: () => unknown): [string | undefined, string][] => {
  try {
    act()
  } catch (thrown) {
    if (thrown instanceof Invalid)
      return thrown.problems.map(({ field, message }) => [field, message])
  }
  throw new Error('It was not refused.')
}

const at = (schema: z.ZodType, value?: unknown) =>
  refusalOf(() => parseInput(z.object({ place: schema }), { place: value }))[0]?.[1]

describe('a fault of a schema in plain words', () => {
  test.each([
    [z.string(), undefined, 'Give text for place.'],
    [z.string(), 1, 'place must be text.'],
    [z.int(), 1.5, 'place must be a whole number.'],
    [z.boolean(), 'yes', 'place must be true or false.'],
    [z.array(z.string()), {}, 'place must be a list.'],
    [z.object({}), 'x', 'place must be an object of named fields.'],
    [z.enum(['red', 'green', 'blue']), 'pink', 'place must be one of red, green or blue.'],
    [z.literal('red'), undefined, 'Give red for place.'],
    [z.string().max(3), 'four', 'place must be text of at most 3 characters.'],
    [z.string().min(1), '', 'place must be text of at least 1 character.'],
    [z.array(z.string()).min(2), ['x'], 'place must be a list of at least 2 entries.'],
    [z.number().positive(), 0, 'place must be more than 0.'],
    [z.number().max(9), 10, 'place must be at most 9.'],
    [z.iso.date(), 'soon', 'place must be a date such as 2026-11-02.'],
    [z.email(), 'me', 'place must be an e-mail address.'],
    [z.union([z.string(), z.number()]), true, 'place must be text or a number.'],
    [
      z.union([z.string(), z.object({ to: z.int() })]),
      { to: 1.5 },
      'place must be such that to in it is a whole number.',
    ],
    [
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('a') }),
        z.object({ kind: z.literal('b') }),
      ]),
      { kind: 'c' },
      'place.kind must be one of a or b.',
    ],
    [z.string('Say where.'), 1, 'Say where.'],
  ])('%#', (schema, value, sentence) => {
    expect(at(schema, value)).toBe(sentence)
  })

  test('names the place inside lists and objects, and what is wrong as a whole', () => {
    const schema = z.object({ rows: z.array(z.object({ n: z.number() })) })
    expect(refusalOf(() => parseInput(schema, { rows: [{ n: 1 }, {}] }))).toEqual([
      ['rows.1.n', 'Give a number for rows.1.n.'],
    ])
    expect(refusalOf(() => parseInput(schema, []))).toEqual([
      [undefined, 'What is sent must be an object of named fields.'],
    ])
  })
})

describe('fields that a schema does not name', () => {
  const version = z.object({ name: z.string(), intendedUse: z.string().optional() })
  const schema = z.object({
    name: z.string(),
    version: version.nullish(),
    answers: z.record(z.string(), z.unknown()).default({}),
    lines: z.array(version).optional(),
    either: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]).optional(),
    trimmed: z.preprocess((value) => value, z.object({ x: z.string() })).optional(),
  })
  const refused = (input: object) => refusalOf(() => parseStrictly(schema, { name: 'N', ...input }))

  test.each([
    [{ nmae: 'x' }, 'nmae', 'nmae is not known here. Did you mean name?'],
    [{ zebra: 'x' }, 'zebra', 'zebra is not known here. Leave it out.'],
    [
      { version: { name: '1', intended_use: 'x' } },
      'version.intended_use',
      'version.intended_use is not known here. Did you mean version.intendedUse?',
    ],
    [{ lines: [{ name: 'x', nam: 'y' }] }, 'lines.0.nam', /Did you mean lines\.0\.name\?/],
    [{ either: { b: 'x', zebra: 1 } }, 'either.zebra', /either\.zebra is not known/],
    [{ trimmed: { x: 'x', y: 1 } }, 'trimmed.y', /trimmed\.y is not known/],
  ])('%j', (input, field, message) => {
    expect(refused(input)).toEqual([[field, expect.stringMatching(message)]])
  })

  test('what is free to be named is taken, and a page may carry more than a command asks', () => {
    expect(parseStrictly(schema, { name: 'N', answers: { anything: 1 } })).toMatchObject({
      answers: { anything: 1 },
    })
    expect(parseInput(schema, { name: 'N', csrf: 'x' })).toEqual({ name: 'N', answers: {} })
  })

  test('a strict object says so itself, once', () => {
    const strict = z.strictObject({ name: z.string() })
    const problems = refusalOf(() => parseStrictly(strict, { name: 'x', nane: 'y' }))
    expect(problems).toEqual([[undefined, 'nane is not known here. Did you mean name?']])
  })

  test('what is missing is said beside what is not known', () => {
    expect(refusalOf(() => parseStrictly(schema, { nam: 'x' }))).toEqual([
      ['nam', 'nam is not known here. Did you mean name?'],
      ['name', 'Give text for name.'],
    ])
  })
})
