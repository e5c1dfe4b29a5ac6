import type { ReactElement } from 'react'
import type { CalendarDate } from '#kernel/time.js'
import { Card, CurveChart, ReliabilityChart } from '#ui/index.js'
import type { WindowHistogram } from '../../points/read-histogram.js'
import { scoreBands } from '../../points/score-bands.js'
import { curveData, curveNote, curveTitle, SCORE_CURVES, type ScoreCurve } from './score-curves.js'

/** Whether scores agree with outcomes, tell them apart, and do more good than harm when acted on. */
export const Scores = (props: {
  histogram: WindowHistogram
  today: CalendarDate
  /** Where a curve is as a file. */
  linksOf: (curve: ScoreCurve) => readonly { href: string; words: string }[]
}): ReactElement => {
  const { histogram, today, linksOf } = props
  const partsOf = (curve: ScoreCurve) => ({
    id: curve,
    title: curveTitle(curve, histogram, today),
    note: curveNote(curve, histogram, today),
    links: linksOf(curve),
  })
  return (
    <>
      {SCORE_CURVES.map((curve) => (
        <Card key={curve}>
          {curve === 'calibration' ? (
            <ReliabilityChart {...partsOf(curve)} bins={scoreBands(histogram.bins)} />
          ) : (
            <CurveChart {...partsOf(curve)} {...curveData(curve, histogram)} />
          )}
        </Card>
      ))}
    </>
  )
}
