import type { ReactElement } from 'react'
import type { CalendarDate } from '#kernel/time.js'
import { pointState } from '../../periods.js'
import { isEnough } from '../../charts/series.js'
import { monitoringHref } from '../addresses.js'
import type { Own } from './shown.js'
import type { SeriesView } from './view.js'

/** Where the newest complete period has too few cases: what shows more of them; else nothing. */
export const TooFew = (props: {
  shown: Own
  plan: NonNullable<Own['plan']>
  view: Pick<SeriesView, 'latest'>
  today: CalendarDate
}): ReactElement | null => {
  const { shown, plan, today } = props
  const { latest } = props.view
  if (!latest || pointState(latest, today) === 'immature' || isEnough(latest, plan)) return null
  const longer =
    plan.period === 'month' ? null : (
      <>
        <a href={monitoringHref(shown.deployment.id, '/plan')}>Choose a longer period</a> to have
        more cases in each.{' '}
      </>
    )
  const others = shown.others.running.length + shown.others.heldBack > 0
  if (!longer && !others) return null
  return (
    <p>
      {longer}
      {others ? (
        <>
          Until then,{' '}
          <a href={`/register/products/${shown.deployment.productId}/doing`}>
            look at the figures of every site
          </a>{' '}
          that runs this version.
        </>
      ) : null}
    </p>
  )
}
