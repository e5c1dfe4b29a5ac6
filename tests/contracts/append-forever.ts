import { writeSync } from 'node:fs'
import { EventLines } from '#telemetry/event-lines.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import { newScope, prediction } from './telemetry-events.js'

// A process for the tests to kill: appends batches to the file named, and writes the number of each
// once it is acknowledged.
const store = await openDuckDb({ path: process.argv[2] ?? '' })
const scope = newScope()
const first = (await store.counts(scope)).predictions / 100
for (let batch = first; ; batch += 1) {
  const events = Array.from({ length: 100 }, (_, n) => prediction(`${batch}-${n}`, n, n / 100))
  const lines = new EventLines(scope, 'predictions')
  lines.addAll({ kind: 'predictions', events })
  await (batch % 2 === 0
    ? store.appendLines(lines)
    : store.append(scope, { kind: 'predictions', events }))
  writeSync(1, `${batch}\n`)
}
