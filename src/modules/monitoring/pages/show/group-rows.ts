import { asInterval, TOO_FEW } from '#ui/words.js'
import { compareGroups, type GroupDifference } from '../../compare/compare-groups.js'
import type { MonitoringPlan, Point } from '../../model.js'
import { isEnough } from '../../charts/series.js'
import { basisOf, columnWords, groupWords } from '../../words.js'

/** One subgroup of the newest window. */
export interface GroupRow {
  group: string
  n: number | null
  value: number | null
  low: number | null
  high: number | null
  words: string
  /** Against the largest group of its column; null where nothing can be compared. */
  difference: GroupDifference | null
}

/** Subgroups with their intervals, and how many are in none that can be shown. */
export const groupRows = (
  subgroups: readonly Point[],
  whole: Point | null,
  plan: Pick<MonitoringPlan, 'minimumEvents'>,
): GroupRow[] => {
  const ofWindow = subgroups.filter(
    (point) => point.source === whole?.source && point.versionName === whole.versionName,
  )
  const differences = compareGroups(ofWindow.filter((point) => isEnough(point, plan)))
  return [...new Set(ofWindow.map((point) => point.groupBy))].flatMap((by) => {
    const rows = seriesByValue(ofWindow.filter((point) => point.groupBy === by))
    const inGroups = rows.reduce((sum, point) => sum + point.n, 0)
    const rest = Math.max(0, (whole?.n ?? 0) - inGroups)
    return [
      ...rows.map((point): GroupRow => {
        const enough = isEnough(point, plan)
        return {
          group: groupWords(by, point.groupValue),
          n: basisOf(point),
          value: enough ? point.value : null,
          low: enough ? point.low : null,
          high: enough ? point.high : null,
          words: enough ? asInterval(point) : TOO_FEW,
          difference: differences.get(point.id) ?? null,
        }
      }),
      ...(rest > 0
        ? [
            {
              group: `${columnWords(by)} not recorded, or in groups of fewer than 10`,
              n: rest,
              value: null,
              low: null,
              high: null,
              words: 'not answered',
              difference: null,
            },
          ]
        : []),
    ]
  })
}

const seriesByValue = (points: readonly Point[]): Point[] => [
  ...new Map(points.map((point) => [point.groupValue, point])).values(),
]
