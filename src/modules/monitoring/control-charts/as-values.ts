import { Invalid } from '#kernel/errors.js'
import { readNumber } from '../read-table/read-number.js'

/** How the values of a chart are written, and how far from 0 they go. */
export interface Written {
  /** With a percent sign, or shares of a whole. */
  readonly percent: boolean
  readonly highest: number
}

/** How values are written that were read with their sign or without. */
export const writtenAs = (percent: boolean, values: readonly (number | null)[]): Written => ({
  percent,
  highest: values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0),
})

/**
 * The number of an option that is compared with values, such as a target; null where it is not given.
 * @throws Invalid when it is none, or has a percent sign where they have none or lacks theirs.
 */
export const numberAsValues = (
  option: string,
  given: string | undefined,
  { percent, highest }: Written,
): number | null => {
  if (given === undefined) return null
  const read = readNumber(given)
  if (!('value' in read)) throw new Invalid(`--${option} is a number, not “${given}”.`)
  if (percent && !read.percent && Math.abs(read.value) > 1)
    throw new Invalid(`The values are percentages. Write --${option} ${given}%.`)
  if (!percent && read.percent && highest > 1) {
    const bare = given.replace('%', '').trim()
    throw new Invalid(
      `The values have no percent sign and go up to ${highest}. Write --${option} ${bare} if they are percent, or give it as they are written.`,
    )
  }
  return read.value
}
