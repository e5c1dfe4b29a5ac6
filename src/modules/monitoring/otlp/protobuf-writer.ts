const VARINT = 0
const LENGTH_DELIMITED = 2

/** A field that is a whole number from 0 up, as protobuf writes it. */
export const varintField = (field: number, value: number): number[] => [
  field * 8 + VARINT,
  ...varint(value),
]

/** A field of text, as protobuf writes it. */
export const textField = (field: number, text: string): number[] =>
  bytesField(field, [...new TextEncoder().encode(text)])

/** A field that is a message of its own, as protobuf writes it. */
export const bytesField = (field: number, bytes: readonly number[]): number[] => [
  field * 8 + LENGTH_DELIMITED,
  ...varint(bytes.length),
  ...bytes,
]

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))]
