import { asCountOf } from '../words.js'
import type { XmrData } from './xmr-data.js'

/** An XmR chart in a few sentences, for people who cannot see it. */
export const describeXmr = (
  { points, segments, target, markers }: XmrData,
  format: (value: number) => string,
): string => {
  const latest = points.findLast((point) => point.value !== null)
  const last = segments.at(-1)
  const missing = points.filter((point) => point.value === null).length
  const special = points.filter((point) => point.special).length
  return [
    `${asCountOf(points.length, 'period')} from ${points[0]?.label ?? ''} to ${points.at(-1)?.label ?? ''}.`,
    typeof latest?.value === 'number' ? `Latest, ${latest.label}: ${format(latest.value)}.` : '',
    last ? `Mean ${format(last.mean)}${limitsOf(last.lower, last.upper, format)}.` : '',
    target ? `${target.label}: ${format(target.value)}.` : '',
    special ? `${asCountOf(special, 'point')} with special cause variation.` : 'No special cause.',
    missing ? `${asCountOf(missing, 'period')} without a value.` : '',
    ...(markers ?? []).map(({ at, label }) => `${label} before ${points[at]?.label ?? 'the end'}.`),
  ]
    .filter(Boolean)
    .join(' ')
}

const limitsOf = (
  lower: number | null,
  upper: number | null,
  format: (value: number) => string,
): string => {
  if (lower !== null && upper !== null) return `, limits ${format(lower)} to ${format(upper)}`
  if (upper !== null) return `, upper limit ${format(upper)}`
  return lower === null ? '' : `, lower limit ${format(lower)}`
}
