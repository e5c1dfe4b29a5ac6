import type { Signal } from '../../model.js'

/** Signals of several rules on one figure that stand alike, so that one line tells them. */
export type SignalLine = readonly [Signal, ...Signal[]]

/**
 * Signals as lines of a list, in their order: those that follow each other are one where they are of the same
 * figure and period, went the same way, and have the same state, owner and day. Others differ on the screen.
 */
export const asLines = (signals: readonly Signal[]): SignalLine[] => {
  const lines: [Signal, ...Signal[]][] = []
  for (const signal of signals) {
    const line = lines.at(-1)
    if (line && lookOf(line[0]) === lookOf(signal)) line.push(signal)
    else lines.push([signal])
  }
  return lines
}

const lookOf = (one: Signal): string =>
  JSON.stringify([
    one.measure,
    one.threshold,
    one.site,
    one.versionId,
    one.windowFrom,
    one.way,
    one.state,
    one.ownerId,
    one.raisedAt,
    one.becameConcernAt !== null,
  ])
