import type { Column } from './widened.js'

/** A copy of the first values of a column, 0 where it has none, in memory that all threads see. */
export function sharedColumn<Kind extends Column>(column: Kind, length: number): Kind {
  const make = column.constructor as new (memory: SharedArrayBuffer) => Kind
  const copy = new make(new SharedArrayBuffer(length * column.BYTES_PER_ELEMENT))
  copy.set(column.subarray(0, length))
  return copy
}
