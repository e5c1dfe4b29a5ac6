import { otherwiseNotes, OUTCOME_WORDS, percentHint, SAY_EVENT } from '../as-written/read-cells.js'
import type { MeasureRequest } from './request.js'
import { STATUS } from './row-status.js'
import type { ScannedPart } from './scan/scan-job.js'

const NOT_PROBABILITIES =
  'Some scores lie outside 0 to 1, so they are not read as probabilities and calibration is not given. If they are probabilities, say --scale probability: those rows are then left out and counted.'

const scaleNotes = (
  parts: readonly ScannedPart[],
  { scale }: MeasureRequest,
): readonly string[] => {
  if (scale === 'score') return []
  const [lowest, highest] = [
    Math.min(...parts.map((part) => part.lowest)),
    Math.max(...parts.map((part) => part.highest)),
  ]
  const outside = lowest < 0 || highest > 1
  const hint = percentHint(lowest, highest)
  return [
    ...(outside && scale === undefined ? [NOT_PROBABILITIES] : []),
    ...(hint === null ? [] : [hint]),
  ]
}

const countOf = (parts: readonly ScannedPart[], status: number): number =>
  parts.reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0)

/** How the files were read where that was not as they stand, and what to say where it was not meant so. */
export function notesOf(parts: readonly ScannedPart[], request: MeasureRequest): readonly string[] {
  const western = parts.reduce((sum, part) => sum + part.western, 0)
  const unread = countOf(parts, STATUS.outcome_not_0_or_1)
  const otherwise = parts.map((part) => part.otherwise)
  return [
    ...(western > 0
      ? [
          `${western === 1 ? '1 value is' : `${western} different values are`} not UTF-8 and ${western === 1 ? 'was' : 'were'} read as Windows-1252.`,
        ]
      : []),
    ...new Set(parts.flatMap(({ titles }) => titles)),
    ...otherwiseNotes(otherwise, request),
    ...(unread > 0
      ? [`Outcomes that are none of ${OUTCOME_WORDS} are left out. ${SAY_EVENT}.`]
      : []),
    ...scaleNotes(parts, request),
  ]
}
