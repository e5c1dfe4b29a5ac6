import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { MeasureRequest } from '../request.js'
import { scanStream } from './scan-records.js'

const request: MeasureRequest = {
  score: 'p',
  outcome: 'y',
  thresholds: [0.5],
  breakdowns: [['ward']],
  drop: [],
  exact: false,
  today: '2026-07-01',
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** What is held after everything that can be let go was let go, in bytes. */
async function held(): Promise<number> {
  for (let i = 0; i < 3; i += 1) {
    collect()
    // The memory under a buffer is given back after the collection that found it.
    await setImmediate()
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const ROWS_OF_A_PIECE = 20_000
const piece = Array.from({ length: ROWS_OF_A_PIECE }, (_, i) => {
  const score = ((i * 7919) % 99_991) / 99_991
  return `${score.toFixed(6)},${i % 5 === 0 ? 1 : 0},ward ${i % 12}\n`
}).join('')

it('reads a stream without holding it: memory does not grow with rows', async () => {
  const marks: number[] = []
  async function* log(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('p,y,ward\n')
    for (let i = 0; i < 64; i += 1) {
      yield Buffer.from(piece)
      if (i % 16 === 15) marks.push(await held())
    }
  }
  const plan = {
    request,
    grid: { kind: 'logit', step: 0.01, thresholds: [0.5] } as const,
    chunk: 0,
    onRows: () => {},
  }
  const part = await scanStream('log.csv', log(), plan)
  expect(part.rows).toBe(64 * ROWS_OF_A_PIECE)
  const [early = 0, , , late = Infinity] = marks
  const passed = 48 * piece.length
  expect(passed).toBeGreaterThan(15e6)
  expect(late - early).toBeLessThan(2e6)
})
