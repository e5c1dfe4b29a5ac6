import { describe, expect, it } from 'vitest'
import { oracle, oraclesPresent, skippedWithout } from '../../../../tests/support/oracles.js'
import { parseCsv } from '../read-table/parse-csv.js'
import { chartSeries } from './chart-series.js'
import { readSeries } from './read-series.js'
import { funnel } from '#statistics/funnel.js'
import { readGroups } from './read-groups.js'

// From the text of a file to the answer of --json; the figures themselves are proven in src/statistics.

interface SeriesCase {
  readonly id: string
  readonly params: {
    readonly improvement_direction: 'increase' | 'decrease' | 'neutral'
    readonly target: number | null
    readonly rebase: string | readonly string[] | null
    readonly fix_after_n_points: number | null
    readonly screen_outliers: boolean
  }
  readonly points: {
    readonly date: readonly string[]
    readonly y: readonly (number | 'NA')[]
    readonly upl: readonly (number | 'NaN' | 'NA')[]
    readonly special_cause_type: readonly string[]
  }
  readonly variation_icon: string
  readonly assurance: string
  readonly error?: string
}

interface FunnelCase {
  readonly id: string
  readonly data_type: string
  readonly tau2: number
  readonly groups: Readonly<Record<string, readonly (string | number)[]>>
}

const csvOf = (header: string, columns: readonly (readonly (string | number)[])[]): string => {
  const rows = columns[0]?.map((_, i) => columns.map((column) => column[i]).join(',')) ?? []
  return [header, ...rows.toReversed()].join('\r\n')
}

describe.skipIf(!oraclesPresent)(
  `spc_xmr.json and funnel.json from text (${skippedWithout})`,
  () => {
    const series: readonly SeriesCase[] = oraclesPresent ? oracle('spc_xmr').cases : []

    it.each(series.filter(({ error }) => error === undefined))(
      'spc $id',
      ({ params, points, ...wanted }) => {
        const table = parseCsv('t.csv', csvOf('date,y', [points.date, points.y]))
        const chart = chartSeries(readSeries(table, { value: 'y', date: 'date' }), {
          direction: params.improvement_direction,
          screenOutliers: params.screen_outliers,
          rebase: [params.rebase ?? []].flat(),
          target: params.target,
          ...(params.fix_after_n_points === null ? {} : { fixAfter: params.fix_after_n_points }),
        })
        expect(chart.points.map(({ date }) => date)).toEqual(points.date)
        // Where our guard draws no limits nothing is judged, and each null has its reason.
        const judged = chart.segments.every(({ reason }) => reason === undefined)
        expect(chart.variation_icon).toBe(judged ? wanted.variation_icon : null)
        // What rests on fewer than six values stands as the package has it, with the reason beside it.
        const fewest = chart.points.at(-1)?.rebase_group
        const few = chart.points.filter((one) => one.rebase_group === fewest && one.y !== null)
        expect(chart.variation_reason === undefined).toBe(judged && few.length >= 6)
        if (!judged) return
        expect(chart.assurance ?? 'NA').toBe(wanted.assurance)
        expect(chart.points.map((point) => point.special_cause_type)).toEqual(
          points.special_cause_type,
        )
        chart.points.forEach(({ upl }, i) => {
          const theirs = Number(points.upl[i])
          expect(Math.abs((upl ?? NaN) - theirs)).toBeLessThanOrEqual(1e-9 * Math.abs(theirs))
        })
      },
    )

    const funnels: readonly FunnelCase[] = oraclesPresent ? oracle('funnel').cases : []

    it.each(funnels.filter((one) => one.data_type === 'PR'))('funnel $id', ({ groups, tau2 }) => {
      const columns = ['group', 'numerator', 'denominator'].map((name) => groups[name] ?? [])
      const names = { events: 'e', denominator: 'n', group: 'g', kind: 'proportion' } as const
      const read = readGroups(parseCsv('t.csv', csvOf('g,e,n', columns)), names)
      const chart = funnel(read.groups, { kind: 'proportion' })
      expect(Math.abs((chart.tau2 ?? NaN) - tau2)).toBeLessThanOrEqual(1e-9 * tau2)
      const outliers = new Map(chart.groups.map(({ group, outlier }) => [group, outlier]))
      const wanted = groups['group']?.map((group, i) => [group, groups['outlier']?.[i]] as const)
      expect(outliers).toEqual(new Map(wanted))
    })
  },
)
