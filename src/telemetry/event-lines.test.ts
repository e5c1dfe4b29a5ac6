import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EventLines, type EventSpans } from './event-lines.js'
import { openDuckDb } from './open-duckdb.js'
import type { Scope, TelemetryStore } from './telemetry-store.js'

const scope: Scope = { organisationId: 'o', deploymentId: 'd' }
const NONE = Buffer.alloc(0)

const spans = (id: string, score: string, more: Partial<EventSpans> = {}): EventSpans => ({
  bytes: Buffer.from(id + score),
  eventIdFrom: 0,
  eventIdTo: id.length,
  predictionIdFrom: 0,
  predictionIdTo: id.length,
  timeMs: 1_760_000_000_000,
  scoreFrom: id.length,
  scoreTo: id.length + score.length,
  binary: -1,
  version: NONE,
  site: NONE,
  groups: Buffer.from('{}'),
  ...more,
})

it.each(['0', '1', '-1', '0.5', '-0.25', '10.50', '123456789012345678901234.5'])(
  'takes the score %s',
  (score) => {
    const lines = new EventLines(scope, 'predictions')
    expect(lines.add(spans('e', score))).toBe(true)
    expect(lines.rows()[0]?.['score']).toBe(Number(score))
  },
)

it.each(['', '-', '-0', '-0.0', '01', '.5', '5.', '1e5', '1.2.3', '0x1', '1 ', '1'.repeat(41)])(
  'leaves the score "%s" to others, and nothing of its event behind',
  (score) => {
    const lines = new EventLines(scope, 'predictions', 1)
    expect(lines.add(spans('e', score))).toBe(false)
    expect([lines.count, lines.bytes.length]).toEqual([0, 0])
  },
)

it.each([
  ['an id', spans('a\u001fb', '1')],
  ['a site', spans('a', '1', { site: Buffer.from('\n') })],
  ['groups', spans('a', '1', { groups: Buffer.from('{"a":"\u001e"}') })],
])('leaves a control character in %s to others', (_, event) => {
  const lines = new EventLines(scope, 'predictions')
  expect(lines.add(event)).toBe(false)
  expect(lines.bytes.length).toBe(0)
})

it('writes times and arrivals of any size', () => {
  const times = [0, 7, 9_999_999, 10_000_000, 1_760_000_000_123, -1, 2 ** 53 - 1]
  const lines = new EventLines(scope, 'predictions', 1)
  for (const timeMs of times) lines.add(spans('e', '1', { timeMs }))
  expect(lines.rows().map((row) => row['occurred_ms'])).toEqual(times)
  expect(lines.stamp(999_999_999)).toBe(999_999_999 + times.length - 1)
  const arrivals = lines.bytes
    .toString()
    .split('\n')
    .map((line) => line.split('\x1f')[5])
  expect(arrivals.slice(0, 2)).toEqual(['0000000999999999', '0000001000000000'])
})

let directory: string
let store: TelemetryStore
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wardround-lines-'))
  store = await openDuckDb({ path: join(directory, 't.duckdb') })
})
afterAll(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

it('the database reads scores as JavaScript does, to the last bit', async () => {
  const digits = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: 1,
    maxLength: 19,
  })
  const texts = fc.sample(
    fc.oneof(
      fc.double({ min: 0.001, max: 2, noNaN: true }).map(String),
      fc.tuple(digits, digits).map(([whole, part]) => `${BigInt(whole)}.${part}`),
    ),
    { numRuns: 3000, seed: 7 },
  )
  const lines = new EventLines(scope, 'predictions')
  const kept = texts.filter((text, place) => lines.add(spans(`e${place}`, text)))
  expect(kept.length).toBeGreaterThan(2500)
  const read = new Map<string, number>()
  const expected = new Map(lines.rows().map((row) => [String(row['event_id']), row['score']]))
  await store.appendLines(lines)
  const span = { from: new Date(0), to: new Date(2_000_000_000_000) }
  for await (const rows of store.joinedRows(scope, span)) {
    for (const { eventId, score } of rows) read.set(eventId, score)
  }
  expect(read).toEqual(expected)
})
