/** The columns of numbers used here. */
export type Column = Float64Array | Uint32Array | Int32Array | Uint8Array

/** The column itself when it has room, else a copy of at least twice its length. */
export function widened<Kind extends Column>(column: Kind, length: number): Kind {
  if (length <= column.length) return column
  const make = column.constructor as new (length: number) => Kind
  const wider = new make(Math.max(length, column.length * 2))
  wider.set(column)
  return wider
}
