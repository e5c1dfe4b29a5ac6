import { addScoreCounts, countScoresByClass, type ScoreCounts } from '#statistics/count-scores.js'

/** So few scores are held one by one before they are counted. */
const FEWEST_TO_COUNT = 32_768

/**
 * Scores by outcome, counted as they come: what it holds grows with the different scores there are,
 * not with the rows, so that a log of any length is summarised in the same room.
 */
export class ScoreTally {
  #counted: ScoreCounts | undefined
  #events: number[] = []
  #nonEvents: number[] = []

  /** Takes in the score of one row. */
  add(score: number, isEvent: boolean): void {
    ;(isEvent ? this.#events : this.#nonEvents).push(score)
    const waiting = this.#events.length + this.#nonEvents.length
    // As many as there are counted ones: counting again and again would cost the square of the rows.
    if (waiting >= Math.max(FEWEST_TO_COUNT, this.#counted?.scores.length ?? 0)) this.counts()
  }

  /** The scores of all rows so far. */
  counts(): ScoreCounts {
    const waiting = countScoresByClass(this.#events, this.#nonEvents)
    this.#counted = this.#counted ? addScoreCounts(this.#counted, waiting) : waiting
    this.#events = []
    this.#nonEvents = []
    return this.#counted
  }
}
