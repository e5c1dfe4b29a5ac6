import type { ReactElement } from 'react'
import {
  Card,
  IntervalComparison,
  PageHeading,
  ReliabilityChart,
  Sparkline,
  TwoColumns,
  XmrChart,
  type XmrPoint,
} from '#ui/index.js'

const BEFORE = [
  0.861, 0.874, 0.855, 0.869, 0.848, 0.866, 0.872, 0.859, 0.864, 0.851, 0.868, 0.862, 0.857, 0.871,
]
const AFTER = [0.849, 0.842, 0.838, 0.845, 0.831, 0.836, 0.829, 0.822, 0.834, 0.826]

/** The points of the picture in shared/mockups, invented: a fall after version 2.3. */
export const POINTS: readonly XmrPoint[] = [...BEFORE, ...AFTER].map((value, index) => ({
  label: `week ${index + 1}`,
  value: index === 8 ? null : value,
  low: value - 0.03,
  high: value + 0.028,
  n: 381 + index * 3,
  immature: index > 21,
  ...(index === 8 ? { note: 'nothing received' } : {}),
  ...(index >= 14
    ? {
        special: {
          kind: 'concern' as const,
          letter: 'L' as const,
          rule: '7 or more points on one side of the mean',
        },
      }
    : {}),
}))

const xmr = {
  points: POINTS,
  segments: [
    { from: 0, to: 23, mean: 0.862, lower: 0.829, upper: 0.896, nearLower: 0.84, nearUpper: 0.885 },
  ],
  markers: [{ at: 14, label: 'version 2.3 installed' }],
  target: { value: 0.85, label: 'pass mark' },
  bounds: [0, 1] as const,
}

/** Every chart, with the invented figures of the mock-up. */
export const GalleryCharts = (): ReactElement => (
  <>
    <PageHeading>Charts</PageHeading>
    <TwoColumns
      main={
        <>
          <Card>
            <XmrChart
              id="sensitivity"
              title="Sensitivity at the working threshold, by week"
              note="XmR, mean and limits fixed on weeks 1 to 14, when version 2.2 passed its gate. Wilson intervals on 381 to 452 X-rays a week with a finding. Method xmr 1, computed 21 November 2026."
              links={[
                { href: '/points.csv', words: 'CSV' },
                { href: '/method', words: 'How this is worked out' },
              ]}
              {...xmr}
            />
          </Card>
          <Card>
            <XmrChart
              id="rebased"
              title="Wait for a report, by day"
              {...xmr}
              target={{ value: 0.85, label: 'target' }}
              intervals
              points={POINTS.map((point, index) => ({
                ...point,
                label: `${index + 1} Sep 2026`,
                special:
                  index >= 14 && point.special
                    ? { ...point.special, kind: 'improvement' as const }
                    : undefined,
              }))}
              segments={[
                { from: 0, to: 13, mean: 0.862, lower: 0.829, upper: 0.896 },
                { from: 14, to: 23, mean: 0.835, lower: 0.81, upper: 0.86 },
              ]}
              markers={[
                { at: 14, label: 'version 2.3 installed' },
                { at: 16, label: 'threshold changed' },
                { at: 22, label: 'version 2.4 installed' },
              ]}
            />
          </Card>
          <Card>
            <IntervalComparison
              id="sites"
              title="Other sites on 2.3"
              rowHeading="Site"
              nWords="with a finding"
              valueHeading="Sensitivity"
              bounds={[0, 1]}
              target={{ value: 0.85, label: 'pass mark' }}
              rows={[
                {
                  label: <a href="/north">Example North</a>,
                  value: 0.86,
                  low: 0.83,
                  high: 0.89,
                  n: 512,
                  state: { word: 'No special cause', tone: 'outline' },
                },
                {
                  label: 'Example Riverside',
                  value: 0.81,
                  low: 0.79,
                  high: 0.84,
                  n: 431,
                  state: { word: 'Signal', tone: 'yellow' },
                },
                { label: 'Example East', value: null, n: 6, missing: 'too few to say' },
                {
                  label: 'Example South',
                  value: null,
                  missing: 'held back',
                  state: { word: 'Held back', tone: 'outline' },
                },
              ]}
            />
          </Card>
        </>
      }
      side={
        <>
          <Card>
            <ReliabilityChart
              id="calibration"
              title="Calibration"
              bins={[0.03, 0.08, 0.13, 0.19, 0.26, 0.35].map((predicted, index) => ({
                predicted,
                observed: predicted * 1.12 - 0.01,
                low: predicted * 0.9 - 0.02,
                high: predicted * 1.35 + 0.01,
                n: 900 - index * 140,
              }))}
            />
          </Card>
          <Card heading="This quarter">
            <p>
              Sensitivity{' '}
              <Sparkline
                values={POINTS.map(({ value }) => value)}
                target={0.85}
                label="Sensitivity fell from 0.86 to 0.83 in 24 weeks"
              />
            </p>
          </Card>
        </>
      }
    />
  </>
)
