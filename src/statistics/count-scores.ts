/**
 * Every distinct score, ascending, with how many events and non-events had it. It is the input of
 * every figure here, so that no figure depends on the order of the rows.
 */
export interface ScoreCounts {
  readonly scores: Float64Array
  readonly events: Float64Array
  readonly nonEvents: Float64Array
  /** m: all events. */
  readonly eventTotal: number
  /** k: all non-events. */
  readonly nonEventTotal: number
}

const sorted = (scores: ArrayLike<number>): Float64Array => Float64Array.from(scores).sort()

/** Counts scores that are already parted by outcome. Scores must be finite; -0 counts as 0. */
export function countScoresByClass(
  eventScores: ArrayLike<number>,
  nonEventScores: ArrayLike<number>,
): ScoreCounts {
  const ones = sorted(eventScores)
  const zeros = sorted(nonEventScores)
  const room = ones.length + zeros.length
  const scores = new Float64Array(room)
  const events = new Float64Array(room)
  const nonEvents = new Float64Array(room)
  let size = 0
  for (let i = 0, j = 0; i < ones.length || j < zeros.length; size += 1) {
    const score = Math.min(ones[i] ?? Infinity, zeros[j] ?? Infinity)
    scores[size] = score === 0 ? 0 : score
    const firstOne = i
    const firstZero = j
    while (i < ones.length && ones[i] === score) i += 1
    while (j < zeros.length && zeros[j] === score) j += 1
    events[size] = i - firstOne
    nonEvents[size] = j - firstZero
  }
  return {
    scores: scores.slice(0, size),
    events: events.slice(0, size),
    nonEvents: nonEvents.slice(0, size),
    eventTotal: ones.length,
    nonEventTotal: zeros.length,
  }
}

/** The counts of two lots of rows together: those of all their rows counted at once. */
export function addScoreCounts(one: ScoreCounts, other: ScoreCounts): ScoreCounts {
  const room = one.scores.length + other.scores.length
  const scores = new Float64Array(room)
  const events = new Float64Array(room)
  const nonEvents = new Float64Array(room)
  let size = 0
  for (let i = 0, j = 0; i < one.scores.length || j < other.scores.length; size += 1) {
    const score = Math.min(one.scores[i] ?? Infinity, other.scores[j] ?? Infinity)
    scores[size] = score
    const [inOne, inOther] = [one.scores[i] === score, other.scores[j] === score]
    if (inOne) {
      events[size] = one.events[i] ?? 0
      nonEvents[size] = one.nonEvents[i] ?? 0
      i += 1
    }
    if (inOther) {
      events[size] = (events[size] ?? 0) + (other.events[j] ?? 0)
      nonEvents[size] = (nonEvents[size] ?? 0) + (other.nonEvents[j] ?? 0)
      j += 1
    }
  }
  return {
    scores: scores.slice(0, size),
    events: events.slice(0, size),
    nonEvents: nonEvents.slice(0, size),
    eventTotal: one.eventTotal + other.eventTotal,
    nonEventTotal: one.nonEventTotal + other.nonEventTotal,
  }
}

/**
 * Counts rows given as scores and outcomes of equal length.
 * @throws RangeError when lengths differ, a score is not finite or an outcome is not 0 or 1.
 */
export function countScores(scores: ArrayLike<number>, outcomes: ArrayLike<number>): ScoreCounts {
  if (scores.length !== outcomes.length) throw new RangeError('one outcome is needed a score')
  const ones: number[] = []
  const zeros: number[] = []
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i]
    const outcome = outcomes[i]
    if (score === undefined || !Number.isFinite(score))
      throw new RangeError('a score is not finite')
    if (outcome !== 0 && outcome !== 1) throw new RangeError('an outcome is neither 0 nor 1')
    ;(outcome === 1 ? ones : zeros).push(score)
  }
  return countScoresByClass(ones, zeros)
}
