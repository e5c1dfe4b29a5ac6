import { renderToStaticMarkup } from 'react-dom/server'
import { XmrChart, type XmrPoint } from '#ui/index.js'

// How long one page of 20 series × 156 weekly points takes to make, and how large it is.
// Run: npm run build && npx esbuild bench/charts/render-xmr.tsx --bundle --platform=node \
//   --format=esm --packages=external --jsx=automatic --outfile=dist/bench-charts.mjs \
//   && NODE_ENV=production node dist/bench-charts.mjs

const SERIES = 20
const WEEKS = 156
const RUNS = 40

const points: XmrPoint[] = Array.from({ length: WEEKS }, (_, week) => {
  const value = 0.86 + 0.02 * Math.sin(week * 1.7)
  return {
    label: `week ${week + 1}`,
    value,
    low: value - 0.03,
    high: value + 0.03,
    n: 400,
    ...(week > 140 ? { special: { kind: 'concern', letter: 'L', rule: 'run' } as const } : {}),
  }
})

const render = (withoutTable: boolean): string =>
  renderToStaticMarkup(
    <>
      {Array.from({ length: SERIES }, (_, series) => (
        <XmrChart
          key={series}
          id={`series-${series}`}
          title={`Series ${series + 1}`}
          points={points}
          segments={[{ from: 0, to: WEEKS - 1, mean: 0.86, lower: 0.8, upper: 0.92 }]}
          target={{ value: 0.85, label: 'pass mark' }}
          bounds={[0, 1]}
          intervals
          withoutTable={withoutTable}
        />
      ))}
    </>,
  )

for (const withoutTable of [true, false]) {
  for (let warm = 0; warm < 10; warm++) render(withoutTable)
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now()
    render(withoutTable)
    return performance.now() - start
  }).toSorted((one, other) => one - other)
  const kilobytes = Math.round(render(withoutTable).length / 1024)
  console.log(
    `${SERIES} × ${WEEKS} points${withoutTable ? '' : ' with tables'}: ` +
      `median ${times[RUNS / 2]?.toFixed(1)} ms, p95 ${times[Math.floor(RUNS * 0.95)]?.toFixed(1)} ms, ` +
      `${kilobytes} KB`,
  )
}
