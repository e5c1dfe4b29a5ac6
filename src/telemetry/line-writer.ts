const ZERO = 0x30
const MINUS = 0x2d
const POINT = 0x2e
const LONGEST_NUMBER = 40
const TEN_MILLION = 10_000_000
/** Most bytes of a whole number below 2^53, with a minus sign. */
export const INTEGER_ROOM = 17

/** Bytes that grow at their end; what is written over again is never given back meanwhile. */
export class LineWriter {
  #bytes: Buffer
  #length = 0

  /** `room`: bytes that are likely to be needed. */
  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafe(room)
  }

  /** What was written. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  get length(): number {
    return this.#length
  }

  /** Makes sure that so many bytes can be written. */
  makeRoom(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }

  /** Takes back what was written after a length. */
  cutTo(length: number): void {
    this.#length = Math.min(length, this.#length)
  }

  /** One byte, for which there is room. */
  byte(value: number): void {
    this.#bytes[this.#length] = value
    this.#length += 1
  }

  /** Part of some bytes, for which there is room; false where one is a control character. */
  copy(from: Uint8Array, start: number, end: number): boolean {
    const into = this.#bytes
    let at = this.#length
    let isText = true
    for (let place = start; place < end; place += 1) {
      const byte = from[place] ?? 0
      if (byte < 0x20 || byte === 0x7f) isText = false
      into[at] = byte
      at += 1
    }
    this.#length = at
    return isText
  }

  /**
   * A number in plain digits, as JSON writes one without an exponent, for which there is room; false
   * for any other text, for more digits than the store reads exactly, and for -0.
   */
  copyNumber(from: Uint8Array, start: number, end: number): boolean {
    const first = from[start] === MINUS ? start + 1 : start
    let point = end
    let isZero = true
    for (let place = first; place < end; place += 1) {
      const byte = from[place] ?? 0
      if (byte === POINT && point === end) point = place
      else if (byte < ZERO || byte > ZERO + 9) return false
      else if (byte !== ZERO) isZero = false
    }
    const whole = point - first
    if (whole < 1 || (whole > 1 && from[first] === ZERO) || point === end - 1) return false
    if (end - start > LONGEST_NUMBER || (isZero && first > start)) return false
    return this.copy(from, start, end)
  }

  /** A whole number below 2^53, for which there is room. */
  integer(value: number): void {
    if (value < 0) this.byte(MINUS)
    const size = Math.abs(value)
    const high = Math.floor(size / TEN_MILLION)
    const highDigits = high === 0 ? 0 : digitsOf(high)
    const lowDigits = high === 0 ? digitsOf(size) : 7
    this.#digits(high, this.#length, highDigits)
    this.#digits(size - high * TEN_MILLION, this.#length + highDigits, lowDigits)
    this.#length += highDigits + lowDigits
  }

  text(text: string): void {
    this.makeRoom(text.length * 3)
    this.#length += this.#bytes.write(text, this.#length)
  }

  /** A whole number over what stands at a place, in so many digits, zeros first. */
  overwrite(place: number, value: number, digits: number): void {
    const high = Math.floor(value / TEN_MILLION)
    this.#digits(high, place, digits - 7)
    this.#digits(value - high * TEN_MILLION, place + digits - 7, 7)
  }

  #digits(value: number, place: number, count: number): void {
    let left = value
    for (let at = place + count - 1; at >= place; at -= 1) {
      const next = Math.floor(left / 10)
      this.#bytes[at] = ZERO + (left - next * 10)
      left = next
    }
  }
}

const digitsOf = (value: number): number => {
  let count = 1
  for (let bound = 10; bound <= value; bound *= 10) count += 1
  return count
}
