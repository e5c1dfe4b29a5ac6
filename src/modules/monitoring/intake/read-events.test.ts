import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startOfLondonDay } from '#kernel/time.js'
import { MOST_EVENTS } from './read-batch.js'
import { readAll, readEvents, type Reading } from './read-events.js'

const reading = (kind: Reading['kind']): Reading => ({
  kind,
  scope: { organisationId: 'org_1', deploymentId: 'dep_1' },
  rules: {
    first: startOfLondonDay('2026-09-28').getTime(),
    last: Date.parse('2026-10-27T10:00:00Z'),
    versions: new Set(['2.1', 'été']),
  },
})

/** What a reading decides, in a form in which two can be compared. */
const told = (read: typeof readAll, body: Buffer, kind: Reading['kind']) => {
  try {
    const { lines, places, rejected } = read(body, reading(kind))
    return { rows: lines.rows(), prints: lines.prints, places, rejected }
  } catch (refused) {
    return { refused: String(refused) }
  }
}

const expectTheSame = (body: Buffer, kind: Reading['kind']): void => {
  expect(told(readEvents, body, kind)).toEqual(told(readAll, body, kind))
}

const oneOf = (...values: readonly unknown[]) => fc.constantFrom(...values)

const ids = fc.oneof(
  { weight: 8, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  oneOf('', null, 7, 'a'.repeat(200), 'a'.repeat(201), 'jo@example.com', 'SW1A 1AA', 'gIr0aA'),
  oneOf('9434765919', '943 476 5919', '0123456789', '020 7946 0000', '+447700900123', 'a\tb', '"'),
)
const times = fc.oneof(
  fc
    .date({ min: new Date('2026-09-20'), max: new Date('2026-11-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  oneOf(
    '2026-10-05T09:30:00Z',
    '2026-10-05T09:30:00+01:00',
    '2026-10-05 09:30',
    ' 2026-10-05T09:30Z',
  ),
  oneOf(
    '2026-10-25T01:30:00',
    '2026-10-05T24:00:00Z',
    '2026-09-31T10:00:00Z',
    '2026-10-05T09:60:00Z',
  ),
  oneOf(
    '2026-10-05T09:30:00.12Z',
    '2026-10-05T09:30:00.123456Z',
    '2026-10-05t09:30:00z',
    'yesterday',
  ),
  oneOf(null, 5, '2026-02-30T00:00:00Z', '2026-10-0512:30:00ZZZ', '2026-10-05T0a:30:00Z'),
)
const scores = fc.oneof(fc.double(), oneOf(0, -0, 1, 1e21, 1e-9, null, '0.5', true, [0.5]))
const labels = oneOf(
  undefined,
  null,
  '',
  '2.1',
  'Été',
  'Ward 7',
  'Ysbyty Gwynedd, Ŵ',
  'a"b',
  'jo@x.org',
  3,
)
const groups = fc.oneof(
  oneOf(undefined, null, {}, [], 'female', { sex: 'female' }, { sex: 'female', age: '60 to 69' }),
  oneOf(
    { sex: null },
    { sex: { of: 'x' } },
    { a: '}' },
    { a: ['x'] },
    { area: 'SW1A 1AA' },
    { 'a,b': 'ü' },
  ),
  fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }), { maxKeys: 22 }),
)

const predictions = fc.record(
  {
    event_id: ids,
    prediction_id: ids,
    at: times,
    score: scores,
    decision: oneOf(0, 1, null, 2, '1'),
    version: labels,
    site: labels,
    groups,
    name: fc.string(),
  },
  { requiredKeys: ['event_id', 'prediction_id', 'at', 'score'] },
)
const outcomes = fc.record(
  { event_id: ids, prediction_id: ids, known_at: times, outcome: oneOf(0, 1, 2, null, '1') },
  { requiredKeys: ['event_id', 'known_at'] },
)

/** As different programs write the same object on one line. */
const written = (event: object): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.shuffledSubarray(Object.entries(event), { minLength: Object.keys(event).length }),
      fc.nat(7),
    )
    .map(([entries, way]) => {
      const shuffled = Object.fromEntries(way < 4 ? Object.entries(event) : entries)
      const text = JSON.stringify(shuffled)
      if (way === 1) return text.replaceAll('":', '": ').replaceAll(',"', ', "')
      if (way === 2) return `${text}\r`
      if (way === 3) return `${text} `
      if (way === 5) return text.replace('{', '{"event_id":"first",')
      if (way === 6)
        return text.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
      return text
    })

const lines = (events: fc.Arbitrary<object>) =>
  fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: events.chain(written) },
        oneOf(
          '',
          '  ',
          '\u00a0',
          '{}',
          '[]',
          '7',
          '{"a":1},{"b":2}',
          '{broken',
          '[{"event_id":"x"}]',
        ),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) => Buffer.from(all.join('\n')))

it.each([
  ['predictions', lines(predictions)],
  ['outcomes', lines(outcomes)],
] as const)('%s are decided alike line by line and as a whole', (kind, bodies) => {
  fc.assert(
    fc.property(bodies, (body) => expectTheSame(body, kind)),
    { numRuns: 1500 },
  )
})

it('bytes changed at random are decided alike', () => {
  const event = { event_id: 'e-1', prediction_id: 'p-1', at: '2026-10-05T09:30:00Z', score: 0.25 }
  const more = { decision: 1, version: '2.1', site: 'Main', groups: { sex: 'female' } }
  const whole = [event, { ...event, ...more }].map((one) => JSON.stringify(one)).join('\n')
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 3 })
  fc.assert(
    fc.property(changes, (all) => {
      const body = Buffer.from(whole)
      for (const [place, byte] of all) body[place] = byte
      expectTheSame(body, 'predictions')
    }),
    { numRuns: 3000 },
  )
})

const plain = (id: string, changes: object = {}): string =>
  JSON.stringify({
    event_id: id,
    prediction_id: id,
    at: '2026-10-05T09:30:00Z',
    score: 0.7,
    ...changes,
  })

it.each([
  ['ids that are NHS numbers', [plain('9434765919'), plain('943 476 5919')]],
  ['one NHS number among other ids of ten digits', [plain('9434765919'), plain('1234567890')]],
  ['lines none of which can be read', ['{', '{"']],
  ['more than a batch may have', Array.from({ length: MOST_EVENTS + 1 }, (_, n) => plain(`e${n}`))],
  [
    'a score of many digits',
    [
      `{"event_id":"e","prediction_id":"p","at":"2026-10-05T09:30:00Z","score":0.${'123456789'.repeat(6)}}`,
    ],
  ],
  [
    'numbers that are not JSON',
    ['01', '.5', '5.', '-', '--1', '+1', '1.2.3'].map((score) => plain('e').replace('0.7', score)),
  ],
])('%s are decided alike', (_, all) => {
  expectTheSame(Buffer.from(all.join('\n')), 'predictions')
})

it('keeps what was sent, from plain lines and from others', () => {
  const groups = { sex: 'female', age: '60 to 69' }
  const body = [plain('a', { groups, decision: 0 }), plain('é'), plain('b', { site: 'Ŵ' })].join(
    '\n',
  )
  const { lines, places } = readEvents(Buffer.from(body), reading('predictions'))
  expect(places).toEqual([0, 1, 2])
  expect(lines.rows()).toMatchObject([
    { event_id: 'a', score: 0.7, decision: 0, group_values: '{"age":"60 to 69","sex":"female"}' },
    { event_id: 'é', decision: null, site: null, group_values: '{}' },
    { event_id: 'b', site: 'Ŵ', occurred_ms: Date.parse('2026-10-05T09:30:00Z') },
  ])
  expect(lines.eventId(1)).toBe('é')
})
