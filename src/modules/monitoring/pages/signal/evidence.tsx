import type { ReactElement } from 'react'
import { asEstimate, Card, Table, XmrChart } from '#ui/index.js'
import { measureName } from '../../measures.js'
import type { showSignalChart } from '../../signals/show-signal-chart.js'
import { capital, casesWords, figurePlaces, windowWords } from '../../words.js'
import { chartHref } from '../addresses.js'
import { seriesView } from '../show/view.js'

/** What a signal was raised on: its points as they were, and the chart as it is now. */
export const Evidence = (props: {
  shown: NonNullable<(typeof showSignalChart)['gives']>
  today: string
}): ReactElement | null => {
  const { signal, plan, measure, points, series } = props.shown
  if (points.length === 0) return null
  const view = plan && seriesView(series, measure, signal.site, plan, props.today)
  const places = figurePlaces(signal.measure)
  const href = chartHref(signal.deploymentId, signal)
  return (
    <Card heading="What it rests on">
      <Table
        caption="Points it was raised on, as they were then"
        rows={points}
        columns={[
          { heading: 'Period', cell: (one) => capital(windowWords(one.windowFrom, one.windowTo)) },
          { heading: 'Version', cell: (one) => one.versionName || 'not known' },
          { heading: 'Figure', numeric: true, cell: (one) => asEstimate(one, places) },
          { heading: 'On', cell: casesWords },
        ]}
      />
      {view?.data ? (
        <XmrChart
          id="chart"
          title={`${measureName(signal.measure, signal.threshold)} as it is now`}
          {...view.data}
          note={view.note}
          links={[{ href, words: 'Open the chart' }]}
          withoutTable
        />
      ) : null}
    </Card>
  )
}
