const doubled = <Column extends Int32Array | Uint8Array>(column: Column, room: number): Column => {
  const next = new (column.constructor as new (length: number) => Column)(room)
  next.set(column)
  return next
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0
  for (let i = from; i < to; i += 1) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0
  return hash
}

/**
 * Remembers what the bytes of a field mean, so that each distinct field is decoded and understood
 * once. Fields are compared byte by byte: no two that differ are ever taken for one.
 */
export class ByteDictionary {
  private readonly meaning: (bytes: Uint8Array, from: number, to: number) => number
  private readonly most: number
  private slots = new Int32Array(512)
  private hashes = new Int32Array(256)
  private starts = new Int32Array(256)
  private lengths = new Int32Array(256)
  private values = new Int32Array(256)
  private store = new Uint8Array(4096)
  private stored = 0
  private size = 0

  /** Beyond `most` different fields, further ones are understood anew each time. */
  constructor(meaning: (bytes: Uint8Array, from: number, to: number) => number, most = 200_000) {
    this.meaning = meaning
    this.most = most
  }

  /** What a field means. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const mask = this.slots.length - 1
    const length = to - from
    const hash = hashOf(bytes, from, to)
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.slots[slot] as number) - 1
      if (entry < 0) return this.learn(bytes, from, to, hash, slot)
      if (this.hashes[entry] !== hash || this.lengths[entry] !== length) continue
      if (this.same(entry, bytes, from, length)) return this.values[entry] as number
    }
  }

  private same(entry: number, bytes: Uint8Array, from: number, length: number): boolean {
    const { store } = this
    const start = this.starts[entry] as number
    for (let i = 0; i < length; i += 1) {
      if (store[start + i] !== bytes[from + i]) return false
    }
    return true
  }

  private learn(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const value = this.meaning(bytes, from, to)
    if (this.size >= this.most) return value
    const entry = this.size
    this.makeRoom(to - from)
    this.hashes[entry] = hash
    this.starts[entry] = this.stored
    this.lengths[entry] = to - from
    this.values[entry] = value
    this.store.set(bytes.subarray(from, to), this.stored)
    this.stored += to - from
    this.slots[slot] = entry + 1
    this.size += 1
    if (this.size * 2 > this.slots.length) this.spread()
    return value
  }

  private makeRoom(length: number): void {
    if (this.size === this.values.length) {
      const room = this.size * 2
      this.hashes = doubled(this.hashes, room)
      this.starts = doubled(this.starts, room)
      this.lengths = doubled(this.lengths, room)
      this.values = doubled(this.values, room)
    }
    if (this.stored + length > this.store.length) {
      this.store = doubled(this.store, (this.stored + length) * 2)
    }
  }

  private spread(): void {
    const slots = new Int32Array(this.slots.length * 2)
    const mask = slots.length - 1
    for (let entry = 0; entry < this.size; entry += 1) {
      const hash = this.hashes[entry] as number
      let slot = (hash ^ (hash >>> 15)) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = entry + 1
    }
    this.slots = slots
  }
}
