import { Invalid } from '#kernel/errors.js'
import { EXPORT_FIELDS, type Field, type Fields } from './protobuf-fields.js'
import { ProtobufReader, WIRE } from './protobuf-reader.js'

/** Most messages within one export: 1,000 points with 100 attributes each come to about 200,000. */
export const MOST_MESSAGES = 250_000

type Message = Record<string, unknown>

const EXPECTED_WIRE: Readonly<Record<Exclude<Field['kind'], object>, number>> = {
  text: WIRE.delimited,
  flag: WIRE.varint,
  int64: WIRE.varint,
  enumeration: WIRE.varint,
  fixed64: WIRE.fixed64,
  sfixed64: WIRE.fixed64,
  double: WIRE.fixed64,
}

/**
 * An export of metrics in protobuf, in the shape its JSON encoding has: 64-bit integers as text, and
 * so are numbers that JSON has not. Fields that are not read are passed over, as the format asks, and
 * a message that comes twice is merged. Throws Invalid for what is broken or has too many messages.
 */
export const protobufExport = (bytes: Uint8Array): unknown => {
  let left = MOST_MESSAGES
  const readInto = (target: Message, fields: Fields, body: Uint8Array): Message => {
    if (left-- === 0) throw new Invalid('The export has too many parts. Send fewer at a time.')
    const reader = new ProtobufReader(body)
    while (!reader.isAtEnd) {
      const { field: number, wire } = reader.tag()
      const field = fields.get(number)
      if (!field || wire !== wireOf(field)) reader.skip(wire)
      else if (typeof field.kind === 'object') within(target, field, field.kind, reader.delimited())
      else target[field.name] = SCALARS[field.kind](reader)
    }
    return target
  }
  const within = (target: Message, field: Field, fields: Fields, body: Uint8Array): void => {
    const known = target[field.name]
    if (field.many) {
      const list = Array.isArray(known) ? known : []
      list.push(readInto({}, fields, body))
      target[field.name] = list
    } else target[field.name] = readInto((known ?? {}) as Message, fields, body)
  }
  return readInto({}, EXPORT_FIELDS, bytes)
}

const wireOf = ({ kind }: Field): number =>
  typeof kind === 'object' ? WIRE.delimited : EXPECTED_WIRE[kind]

const SCALARS: Readonly<
  Record<keyof typeof EXPECTED_WIRE, (reader: ProtobufReader) => string | number | boolean>
> = {
  text: (reader) => reader.text(),
  flag: (reader) => reader.varint() !== 0n,
  int64: (reader) => String(BigInt.asIntN(64, reader.varint())),
  enumeration: (reader) => Number(BigInt.asIntN(32, reader.varint())),
  fixed64: (reader) => String(reader.fixed64()),
  sfixed64: (reader) => String(BigInt.asIntN(64, reader.fixed64())),
  double: (reader) => {
    const value = reader.double()
    return Number.isFinite(value) ? value : String(value)
  },
}
