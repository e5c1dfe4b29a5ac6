import { Fragment, type ReactElement } from 'react'
import { addMonths, londonDate } from '#kernel/time.js'
import { asCount, asDateTime, Card, FilterBar, Select, type Tone } from '#ui/index.js'
import type { ReportLine } from '../../report/report.js'
import type { Touched } from '../../report/report-causes.js'
import type { showReport } from '../../report/show-report.js'
import { windowWords } from '../../words.js'

type Shown = NonNullable<(typeof showReport)['gives']>

/** A month as a board reads it: what to alert it to, what to advise, and what assures. */
export const ReportBody = ({ shown, now }: { shown: Shown; now: Date }): ReactElement => {
  const { report, month, deployments } = shown
  return (
    <>
      <FilterBar action="">
        <Select
          name="month"
          label="Month"
          value={month.from.slice(0, 7)}
          choices={lastMonths(now, month.from)}
        />
      </FilterBar>
      <Part
        heading="Alert"
        tone="orange"
        says="Runs the wrong way, is past its pass mark, or is stopped."
        lines={report.alert}
        none="Nothing to alert to."
      />
      <Part
        heading="Advise"
        tone="yellow"
        says="Is missing, changed, does not reach its pass mark, or was answered."
        lines={report.advise}
        none="Nothing to advise of."
      />
      <Part
        heading="Assure"
        tone="green"
        says="Figures that reach their pass mark or have none, and what they rest on."
        lines={report.assure}
        none="No figure gives assurance for this month."
      />
      <p className="wr-note">
        {asCount(deployments.length)} {deployments.length === 1 ? 'tool' : 'tools'} in this report,
        made on {asDateTime(now)}. Only periods that ended in the month and whose outcomes are
        complete. Signals stand in the month of the period they are about, in the month they were
        raised, and until they are answered; in order of the period. Those that went the same way in
        the same period of the same version stand as one. That nothing stands under Alert does not
        mean that a tool is safe.
      </p>
    </>
  )
}

const MONTHS = 12

const lastMonths = (now: Date, chosen: string): { value: string; label: string }[] => {
  const first = `${londonDate(now).slice(0, 7)}-01`
  const months = Array.from({ length: MONTHS }, (_, back) => addMonths(first, -back))
  return (months.includes(chosen) ? months : [...months, chosen]).map((from) => ({
    value: from.slice(0, 7),
    label: windowWords(from, addMonths(from, 1)),
  }))
}

const Part = (props: {
  heading: string
  tone: Tone
  says: string
  lines: readonly ReportLine[]
  none: string
}) => (
  <Card heading={`${props.heading} (${asCount(props.lines.length)})`} edge={props.tone}>
    <p className="wr-note">{props.says}</p>
    {props.lines.length === 0 ? (
      <p>{props.none}</p>
    ) : (
      <ul>
        {props.lines.map(({ name, words, href, touches = [] }, place) => (
          <li key={`${href} ${place}`}>
            <a href={href}>{name}</a>: {words}
            {touches.length === 0 ? null : <Touches touches={touches} />}
          </li>
        ))}
      </ul>
    )}
  </Card>
)

/** The figures that one cause touches, each with the rules that found it. */
const Touches = ({ touches }: { touches: readonly Touched[] }) => (
  <ul>
    {touches.map(({ words, rules, after }) => (
      <li key={rules[0]?.href}>
        {words} {rules.length === 1 ? 'Signal' : 'Signals'}:{' '}
        {rules.map((rule, place) => (
          <Fragment key={rule.href}>
            {place === 0 ? '' : '; '}
            <a href={rule.href}>{rule.words}</a>
          </Fragment>
        ))}
        . {after}
      </li>
    ))}
  </ul>
)
