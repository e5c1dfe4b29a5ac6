import type { ReactElement } from 'react'
import { asCount, asEstimate, asFigure, Card, Sparkline, SpcIcon, Table } from '#ui/index.js'
import { measureKind } from '../../measures.js'
import type { ChartedPlan } from '../../charts/chart-history.js'
import type { PlanMeasure, Point } from '../../model.js'
import { canBeSeen } from '../../compare/what-can-be-seen.js'
import { figurePlaces } from '../../words.js'
import type { Charted } from './chart-data.js'
import { courseView, type SeriesView } from './view.js'

/** Every measure of the plan: the newest figure, its pass mark and its course; at another site where none come from this one. */
export const Measures = ({
  rows,
  plan,
  site,
}: {
  rows: readonly { measure: PlanMeasure; site: string; charted: Charted }[]
  plan: ChartedPlan
  site: string
}): ReactElement => (
  <Card heading="All measures of the plan">
    <Table
      caption="All measures of the plan"
      quietCaption
      rows={rows.map(({ charted, ...row }) => ({
        ...row,
        view: courseView(charted, row.measure, plan),
      }))}
      rowKey={({ measure }) => measure.id}
      columns={[
        {
          heading: 'Measure',
          cell: ({ measure, view, ...row }) => (
            <>
              <a
                href={`?${new URLSearchParams({ measure: measure.measure, threshold: measure.threshold, site: row.site })}`}
              >
                {view.name}
              </a>
              {row.site === site ? '' : row.site ? ` at ${row.site}` : ', site not named'}
              <span className="wr-note">{measureKind(measure.measure)?.says}</span>
            </>
          ),
        },
        {
          heading: 'Newest',
          numeric: true,
          cell: ({ measure, view }) =>
            view.latest ? (
              <>
                {asEstimate(view.latest, figurePlaces(measure.measure))}
                <Seen measure={measure} latest={view.latest} />
              </>
            ) : (
              'not answered'
            ),
        },
        {
          heading: 'Pass mark',
          numeric: true,
          cell: ({ measure }) => (measure.passMark === null ? 'none' : String(measure.passMark)),
        },
        {
          heading: 'Target',
          numeric: true,
          cell: ({ measure }) => (measure.target === null ? 'none' : String(measure.target)),
        },
        {
          heading: 'What it shows',
          cell: ({ view }) => <Icons view={view} />,
        },
        {
          heading: 'Over time',
          quietHeading: true,
          cell: ({ measure, view }) =>
            view.values.length > 1 ? (
              <Sparkline
                values={view.values}
                label={`${view.name} over ${view.values.length} periods`}
                {...(measure.passMark === null ? {} : { target: measure.passMark })}
              />
            ) : null,
        },
      ]}
    />
  </Card>
)

const Seen = ({ measure, latest }: { measure: PlanMeasure; latest: Point }) => {
  const seen = canBeSeen(measure, latest)
  if (!seen) return null
  const way = measure.direction === 'decrease' ? 'rise' : 'fall'
  return (
    <span className="wr-note">
      {seen.change === null
        ? `With ${asCount(seen.of)} a period no ${way} is sure to be seen`
        : `With ${asCount(seen.of)} a period a ${way} of ${asFigure(seen.change)} or more is seen 8 times in 10`}
    </span>
  )
}

/** The two icons of a series with their words; a dash where it cannot be told. */
export const Icons = ({ view }: { view: Pick<SeriesView, 'icons'> }): ReactElement => {
  const { variation, assurance } = view.icons
  if (!variation && !assurance) return <>not judged yet</>
  return (
    <>
      {variation ? <SpcIcon {...variation} /> : null}{' '}
      {assurance ? <SpcIcon {...assurance} /> : null}
    </>
  )
}
