const MOST = 1 << 14

/** Some scores and how many rows had each, as plain data. */
export interface SampledScores {
  readonly scores: Float64Array
  readonly weights: Float64Array
}

/** Keeps scores as they come until they are too many, then every second of them, and so on. */
export class ScoreSample {
  private scores: number[] = []
  private weights: number[] = []
  private step = 1
  private seen = 0

  /** Adds a score that so many rows had. */
  add(score: number, weight: number): void {
    this.seen += 1
    if (this.seen % this.step !== 0) return
    this.scores.push(score)
    this.weights.push(weight)
    if (this.scores.length < MOST) return
    this.step *= 2
    this.scores = this.scores.filter((_, i) => i % 2 === 1)
    this.weights = this.weights.filter((_, i) => i % 2 === 1)
  }

  finish(): SampledScores {
    return { scores: Float64Array.from(this.scores), weights: Float64Array.from(this.weights) }
  }
}
