import { line } from 'd3-shape'
import type { ReactElement } from 'react'
import { px, valueAxis } from './geometry.js'

const WIDTH = 128
const HEIGHT = 32

/** A line small enough for a table cell; `label` says what it shows, since it has no axes. */
export const Sparkline = ({
  values,
  label,
  target,
}: {
  values: readonly (number | null)[]
  label: string
  target?: number | undefined
}): ReactElement => {
  const known = values.filter((value) => value !== null)
  const all = target === undefined ? known : [...known, target]
  const { scale } = valueAxis(all, [HEIGHT - 4, 4])
  const x = (index: number): number => 4 + (index * (WIDTH - 8)) / Math.max(1, values.length - 1)
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => scale(value ?? 0))
    .digits(1)([...values])
  const last = values.at(-1)
  return (
    <svg className="wr-spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {target === undefined ? null : (
        <path className="wr-svg-target" d={`M0 ${px(scale(target))}H${WIDTH}`} />
      )}
      <path className="wr-svg-line" d={path ?? ''} />
      {typeof last === 'number' ? (
        <circle
          className="wr-svg-point"
          cx={px(x(values.length - 1))}
          cy={px(scale(last))}
          r={2.5}
        />
      ) : null}
    </svg>
  )
}
