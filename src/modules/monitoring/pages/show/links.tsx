import type { ReactElement } from 'react'
import { asCount, Card, IfMayOpen } from '#ui/index.js'
import { isEntered } from '../../measures.js'
import type { MonitoringPlan } from '../../model.js'
import { HOW_MANY, monitoringHref } from '../addresses.js'
import type { Own } from './shown.js'

/** Where the data, the plan and everything else about this monitoring is. */
export const Links = ({ shown, plan }: { shown: Own; plan: MonitoringPlan }): ReactElement => {
  const id = shown.deployment.id
  return (
    <div className="wr-screen-only">
      <Card heading="Data and plan">
        <ul>
          <IfMayOpen href={monitoringHref(id, '/send')}>
            <li>
              <a href={monitoringHref(id, '/send')}>Send figures</a>
            </li>
            {plan.measures.some(({ measure }) => isEntered(measure)) ? (
              <li>
                <a href={monitoringHref(id, '/enter')}>Type a figure in</a> ·{' '}
                <a href={monitoringHref(id, '/paste')}>Paste figures</a>
              </li>
            ) : null}
          </IfMayOpen>
          <li>
            <a href={monitoringHref(id, '/data')}>
              Where figures come from{shown.intake ? ': rows are taken in' : ''}
            </a>{' '}
            · <a href={monitoringHref(id, '/metrics')}>Names of metrics</a>
          </li>
          <li>
            <a href={monitoringHref(id, '/report')}>Monthly report</a> ·{' '}
            <a href="/overviews/monitoring-report">for the board</a>
          </li>
          <li>
            <a href={monitoringHref(id, '/quality')}>Data quality</a>
          </li>
          <li>
            <a href={monitoringHref(id, '/versions')}>Versions before and after</a>
          </li>
          <li>
            <a href={monitoringHref(id, '/explore')}>Choose figures</a>
          </li>
          <li>
            <a href={monitoringHref(id, '/plan')}>The monitoring plan</a> ·{' '}
            <a href={HOW_MANY}>how many cases are needed</a>
          </li>
          <li>
            <a href={monitoringHref(id, '/signals')}>
              All signals ({asCount(shown.signals.length)})
            </a>
          </li>
        </ul>
      </Card>
    </div>
  )
}
