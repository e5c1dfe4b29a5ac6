const FIRST_SLOTS = 16
/** A table grows by so much, so that few tables are made on the way to the most there may be. */
const GROWTH = 4
const word = new Float64Array(1)
const halves = new Uint32Array(word.buffer)

function hashOf(score: number): number {
  word[0] = score
  const mixed = Math.imul(
    (halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e3779b1),
    0x85ebca6b,
  )
  return mixed ^ (mixed >>> 15)
}

/** The distinct scores of a group with their counts by outcome, while there are not too many. */
export class DistinctScores {
  size = 0
  private scores = new Float64Array(FIRST_SLOTS)
  /** Two counts a score: non-events, events. An entry with neither is free. */
  private counts = new Uint32Array(FIRST_SLOTS * 2)

  /** Adds a score so many times. */
  add(score: number, outcome: number, times = 1): void {
    const at = this.placeOf(score) * 2
    const { counts } = this
    if (counts[at] === 0 && counts[at + 1] === 0) {
      this.scores[at >> 1] = score
      this.size += 1
    }
    counts[at + outcome] = (counts[at + outcome] as number) + times
    if (this.size * 2 > this.scores.length) this.grow()
  }

  /** The same scores in a table of the size they need. */
  copy(): DistinctScores {
    const copy = new DistinctScores()
    this.each((score, nonEvents, events) => {
      if (nonEvents > 0) copy.add(score, 0, nonEvents)
      if (events > 0) copy.add(score, 1, events)
    })
    return copy
  }

  /** Forgets all scores and keeps the table. */
  clear(): void {
    this.counts.fill(0)
    this.size = 0
  }

  /** Where a score stands, or the free slot that it would take. */
  private placeOf(score: number): number {
    const { scores, counts } = this
    const mask = scores.length - 1
    let slot = hashOf(score) & mask
    while (scores[slot] !== score && (counts[slot * 2] !== 0 || counts[slot * 2 + 1] !== 0))
      slot = (slot + 1) & mask
    return slot
  }

  /** Visits the scores in no order. */
  each(visit: (score: number, nonEvents: number, events: number) => void): void {
    const { scores, counts } = this
    for (let slot = 0; slot < scores.length; slot += 1) {
      const nonEvents = counts[slot * 2] as number
      const events = counts[slot * 2 + 1] as number
      if (nonEvents !== 0 || events !== 0) visit(scores[slot] as number, nonEvents, events)
    }
  }

  private grow(): void {
    const { scores, counts } = this
    this.scores = new Float64Array(scores.length * GROWTH)
    this.counts = new Uint32Array(counts.length * GROWTH)
    for (let from = 0; from < scores.length; from += 1) {
      const nonEvents = counts[from * 2] as number
      const events = counts[from * 2 + 1] as number
      if (nonEvents === 0 && events === 0) continue
      const to = this.placeOf(scores[from] as number)
      this.scores[to] = scores[from] as number
      this.counts[to * 2] = nonEvents
      this.counts[to * 2 + 1] = events
    }
  }
}

/** The distinct scores of many groups as plain data; `starts` has one more entry than groups. */
export interface GroupedDistinct {
  readonly starts: Int32Array
  readonly scores: Float64Array
  readonly nonEvents: Uint32Array
  readonly events: Uint32Array
}

/** Puts the distinct scores of groups one behind the other; null where a group has none of its own. */
export function allDistinct(groups: readonly (DistinctScores | null)[]): GroupedDistinct {
  const room = groups.reduce((sum, held) => sum + (held?.size ?? 0), 0)
  const starts = new Int32Array(new SharedArrayBuffer(4 * (groups.length + 1)))
  const scores = new Float64Array(new SharedArrayBuffer(8 * room))
  const nonEvents = new Uint32Array(new SharedArrayBuffer(4 * room))
  const events = new Uint32Array(new SharedArrayBuffer(4 * room))
  let at = 0
  groups.forEach((held, group) => {
    held?.each((score, zeros, ones) => {
      scores[at] = score
      nonEvents[at] = zeros
      events[at] = ones
      at += 1
    })
    starts[group + 1] = at
  })
  return { starts, scores, nonEvents, events }
}
