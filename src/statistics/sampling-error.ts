import { at } from './at.js'

/**
 * The standard deviation that an estimate has by sampling alone in windows of a size, from the
 * labelled reference: the spread of single rows over the root of how many of the window count.
 * Source: NannyML, "Estimation of standard error".
 * @param rows one value for each reference row that counts towards the figure
 * @param share which share of all rows counts
 */
export function samplingError(rows: ArrayLike<number>, share: number, windowRows: number): number {
  const n = rows.length
  let mean = 0
  for (let i = 0; i < n; i += 1) mean += at(rows, i) / n
  let variance = 0
  for (let i = 0; i < n; i += 1) variance += (at(rows, i) - mean) ** 2 / n
  return Math.sqrt(variance) / Math.sqrt(windowRows * share)
}
