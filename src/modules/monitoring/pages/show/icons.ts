import type { XmrChart } from '#statistics/xmr-chart.js'
import { variationIcon } from '#statistics/xmr-icons.js'
import type { SpcIconKind } from '#ui/index.js'
import type { WatchedMeasure } from '../../charts/series.js'

/** The two icons of NHS Making Data Count in words; null where they cannot be told. */
export interface ChartIcons {
  variation: { kind: SpcIconKind; words: string } | null
  assurance: { kind: SpcIconKind; words: string } | null
}

type Variation = NonNullable<XmrChart['variation_icon']>
type Assurance = NonNullable<XmrChart['assurance']>

const VARIATION: Readonly<Record<Variation, { kind: SpcIconKind; words: string }>> = {
  common_cause: { kind: 'common', words: 'No special cause' },
  improvement_high: { kind: 'improvement-high', words: 'Better, high' },
  improvement_low: { kind: 'improvement-low', words: 'Better, low' },
  concern_high: { kind: 'concern-high', words: 'Worse, high' },
  concern_low: { kind: 'concern-low', words: 'Worse, low' },
  neutral_high: { kind: 'neutral-high', words: 'Changed, high' },
  neutral_low: { kind: 'neutral-low', words: 'Changed, low' },
}

const ASSURANCE: Readonly<Record<Assurance, { kind: SpcIconKind; words: string }>> = {
  consistent_pass: { kind: 'passes', words: 'Limits lie within the pass mark' },
  consistent_fail: { kind: 'fails', words: 'Limits lie beyond the pass mark' },
  inconsistent: { kind: 'hit-and-miss', words: 'Sometimes past the pass mark by chance' },
}

/**
 * The icons of a chart: how the newest point with a figure varies, since one that rests on too few says
 * nothing of it, and where its limits lie to the pass mark.
 */
export const chartIcons = (
  chart: XmrChart | null,
  direction: WatchedMeasure['direction'],
): ChartIcons => {
  const stretch = chart?.points.at(-1)?.rebase_group
  const newest = chart?.points.findLast(({ y }) => y !== null)
  const type = newest?.rebase_group === stretch ? newest?.point_type : null
  return {
    variation: type ? VARIATION[variationIcon(type, direction)] : null,
    assurance: chart?.assurance ? ASSURANCE[chart.assurance] : null,
  }
}
