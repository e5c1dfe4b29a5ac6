import { Invalid } from '#kernel/errors.js'

/** How the bytes of a field are laid out (Protocol Buffers documentation, “Encoding”). */
export const WIRE = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const

const BROKEN = 'The protobuf is cut short or broken.'
/** A varint carries 7 bits a byte, 64 bits in all. */
const MOST_VARINT_BYTES = 10
const LARGEST_FIELD = 536_870_911n

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads the wire format of Protocol Buffers from the start of some bytes to their end. Every read
 * throws Invalid where the bytes are cut short or are none of the format; none reads past the end.
 */
export class ProtobufReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** The number of the next field, and how it is laid out. */
  tag(): { field: number; wire: number } {
    const tag = this.varint()
    const field = tag >> 3n
    if (field < 1n || field > LARGEST_FIELD) throw new Invalid(BROKEN)
    return { field: Number(field), wire: Number(tag & 7n) }
  }

  /** An unsigned number of up to 64 bits. */
  varint(): bigint {
    let value = 0n
    for (let place = 0; place < MOST_VARINT_BYTES; place++) {
      const byte = this.#bytes[this.#take(1)] ?? 0
      value |= BigInt(byte & 0x7f) << BigInt(7 * place)
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new Invalid(BROKEN)
  }

  fixed64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true)
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }

  /** The bytes of a text or a message within. */
  delimited(): Uint8Array {
    const length = this.varint()
    if (length > BigInt(this.#bytes.length - this.#at)) throw new Invalid(BROKEN)
    const from = this.#take(Number(length))
    return this.#bytes.subarray(from, this.#at)
  }

  text(): string {
    const bytes = this.delimited()
    try {
      return UTF8.decode(bytes)
    } catch {
      throw new Invalid('A text in the protobuf is not UTF-8.')
    }
  }

  /** Passes over a field. Groups, which the format gave up long ago, are refused. */
  skip(wire: number): void {
    if (wire === WIRE.varint) this.varint()
    else if (wire === WIRE.fixed64) this.#take(8)
    else if (wire === WIRE.fixed32) this.#take(4)
    else if (wire === WIRE.delimited) this.delimited()
    else throw new Invalid(BROKEN)
  }

  #take(count: number): number {
    const from = this.#at
    if (from + count > this.#bytes.length) throw new Invalid(BROKEN)
    this.#at = from + count
    return from
  }
}
