const EMPTY = 0
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
  private scores = new Float64Array(16)
  /** Two counts a score: non-events, events. An entry with neither is free. */
  private counts = new Uint32Array(32)

  add(score: number, outcome: number): void {
    const { scores, counts } = this
    const mask = scores.length - 1
    let slot = hashOf(score) & mask
    for (;;) {
      const at = slot * 2
      const free = counts[at] === EMPTY && counts[at + 1] === EMPTY
      if (free) {
        scores[slot] = score
        this.size += 1
      }
      if (free || scores[slot] === score) {
        counts[at + outcome] = (counts[at + outcome] as number) + 1
        break
      }
      slot = (slot + 1) & mask
    }
    if (this.size * 2 > scores.length) this.grow()
  }

  each(visit: (score: number, nonEvents: number, events: number) => void): void {
    for (let slot = 0; slot < this.scores.length; slot += 1) {
      const [nonEvents, events] = [
        this.counts[slot * 2] as number,
        this.counts[slot * 2 + 1] as number,
      ]
      if (nonEvents + events > 0) visit(this.scores[slot] as number, nonEvents, events)
    }
  }

  private grow(): void {
    const { scores, counts } = this
    this.scores = new Float64Array(scores.length * 2)
    this.counts = new Uint32Array(counts.length * 2)
    const mask = this.scores.length - 1
    for (let from = 0; from < scores.length; from += 1) {
      const [nonEvents, events] = [counts[from * 2] as number, counts[from * 2 + 1] as number]
      if (nonEvents + events === 0) continue
      let to = hashOf(scores[from] as number) & mask
      while (this.counts[to * 2] !== 0 || this.counts[to * 2 + 1] !== 0) to = (to + 1) & mask
      this.scores[to] = scores[from] as number
      this.counts[to * 2] = nonEvents
      this.counts[to * 2 + 1] = events
    }
  }
}
