const SMALLEST = 1024
const FNV_PRIME = 0x01000193
const HIGH_START = 0x811c9dc5
const LOW_START = 0x9e3779b9

/**
 * Remembers texts by 53-bit fingerprints, 8 to 24 bytes each: says "maybe" for every text that was
 * added and, wrongly, for about one in 10^9 others. A set of the texts would take ten times as much.
 */
export class Fingerprints {
  #slots = new Float64Array(SMALLEST)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Whether the text may have been added; false is certain. */
  maybeHas(text: string): boolean {
    return this.#slots[this.#placeOf(fingerprint(text))] !== 0
  }

  add(text: string): void {
    this.claim(fingerprint(text))
  }

  /** Adds a fingerprint; false when its text may have been added before. */
  claim(print: number): boolean {
    const place = this.#placeOf(print)
    if (this.#slots[place] !== 0) return false
    this.#slots[place] = print
    this.#size += 1
    if (this.#size * 3 > this.#slots.length * 2) this.#grow()
    return true
  }

  #placeOf(print: number): number {
    const mask = this.#slots.length - 1
    // The last 32 bits: the remainder of a number this large is slow to work out.
    let place = (print >>> 0) & mask
    for (;;) {
      const held = this.#slots[place]
      if (held === 0 || held === print) return place
      place = (place + 1) & mask
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Float64Array(old.length * 2)
    for (const print of old) if (print !== 0) this.#slots[this.#placeOf(print)] = print
  }
}

/** Two FNV-1a hashes (Fowler, Noll and Vo, 1991) with different starts, mixed; never 0. */
export const fingerprint = (text: string): number => {
  let high = HIGH_START
  let low = LOW_START
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place)
    high = Math.imul(high ^ unit, FNV_PRIME)
    low = Math.imul(low ^ unit, 0x85ebca6b)
    low ^= low >>> 13
  }
  return joined(high, low)
}

/** The fingerprint of an ASCII text from its bytes. */
export const fingerprintOfBytes = (bytes: Uint8Array, from: number, to: number): number => {
  let high = HIGH_START
  let low = LOW_START
  for (let place = from; place < to; place += 1) {
    const unit = bytes[place] ?? 0
    high = Math.imul(high ^ unit, FNV_PRIME)
    low = Math.imul(low ^ unit, 0x85ebca6b)
    low ^= low >>> 13
  }
  return joined(high, low)
}

const joined = (high: number, low: number): number =>
  (mixed(high) & 0x1fffff) * 0x100000000 + mixed(low) + 1

/** The finaliser of MurmurHash3 (Appleby, 2011): every input bit reaches every output bit. */
const mixed = (hash: number): number => {
  let value = hash ^ (hash >>> 16)
  value = Math.imul(value, 0x85ebca6b)
  value ^= value >>> 13
  value = Math.imul(value, 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
