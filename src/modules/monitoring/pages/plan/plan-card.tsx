import type { ReactElement } from 'react'
import { asCountOf, asDate, asDateTime, Card, SummaryList, Table } from '#ui/index.js'
import { CHART_WORDS } from '../../figure-kinds.js'
import { measureKind, measureName } from '../../measures.js'
import type { MonitoringPlan, PlanMeasure } from '../../model.js'
import { PERIOD_WORDS } from '../../words.js'
import { DIRECTION_WORDS } from './direction-words.js'
import { CONCERN_WORDS, RULE_WORDS } from './judging-words.js'

/** The plan that holds, as it was fixed. */
export const PlanCard = ({ plan }: { plan: MonitoringPlan }): ReactElement => (
  <Card heading="The plan">
    <p>
      Fixed by {plan.fixedByName} on {asDateTime(plan.fixedAt)}.
    </p>
    <Table
      caption="What is watched"
      rows={plan.measures}
      columns={[
        { heading: 'Measure', cell: (row) => <Watched measure={row} /> },
        { heading: 'Better is', cell: (row) => DIRECTION_WORDS[row.direction] },
        { heading: 'Pass mark', numeric: true, cell: (row) => row.passMark ?? 'none' },
        { heading: 'Target', numeric: true, cell: (row) => row.target ?? 'none' },
        { heading: 'Limits', cell: (row) => CHART_WORDS[measureKind(row.measure)?.chart ?? 'xmr'] },
      ]}
    />
    <SummaryList
      rows={[
        { key: 'Figures', value: `${PERIOD_WORDS[plan.period]}, from ${asDate(plan.startsOn)}` },
        {
          key: 'Thresholds',
          value: plan.thresholds.map(({ name, value }) => `${name} ${value}`).join(', ') || 'none',
        },
        {
          key: 'Follow-up',
          value: `${asCountOf(plan.followUpDays, 'day')}, then ${asCountOf(plan.graceDays, 'day')} of grace`,
        },
        { key: 'Fewest events and non-events', value: String(plan.minimumEvents) },
        {
          key: 'Limits',
          value: plan.limitsAfter
            ? `fixed on the first ${plan.limitsAfter} periods`
            : 'from all complete periods',
        },
        { key: 'What raises a signal', value: <Rules rules={plan.rules} /> },
        { key: 'Who looks at signals', value: plan.ownerName },
        { key: 'On a signal', value: plan.onSignal },
        { key: 'When to stop', value: plan.stopRule },
        { key: 'A signal becomes a concern', value: CONCERN_WORDS[plan.concernRule] },
      ]}
    />
  </Card>
)

const Watched = ({ measure }: { measure: PlanMeasure }) => (
  <>
    {measureName(measure.measure, measure.threshold)}
    {measure.unit ? ` (${measure.unit})` : ''}
    <span className="wr-note">
      {measureKind(measure.measure)?.says}
      {measure.onSignal ? ` On a signal: ${measure.onSignal}` : ''}
    </span>
  </>
)

const Rules = ({ rules }: Pick<MonitoringPlan, 'rules'>) =>
  rules.length === 0 ? (
    <>nothing: the figures are shown and not judged</>
  ) : (
    <ul>
      {rules.map((rule) => (
        <li key={rule}>{RULE_WORDS[rule]}</li>
      ))}
    </ul>
  )
