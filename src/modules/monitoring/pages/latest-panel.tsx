import type { Panel } from '#kernel/declare/subject.js'
import { asCount, asEstimate, Card, Tag, TOO_FEW } from '#ui/index.js'
import { londonDate } from '#kernel/time.js'
import { measureName } from '../measures.js'
import { pointState } from '../periods.js'
import { showMonitoring } from '../show-monitoring.js'
import { basisOf, denominatorWords, windowWords } from '../words.js'

/** The newest figure of a deployment, on its summary page. */
export const latestPanel: Panel = {
  of: 'deployment',
  order: 50,
  column: 'side',
  allow: ['signed-in'],
  render: async ({ read, now }, id) => {
    const shown = await read(showMonitoring, { deploymentId: id })
    if (!shown.own) return null
    const href = `/register/deployments/${id}/monitoring`
    const last = shown.points.findLast(
      (point) =>
        point.measure === shown.chosen?.measure &&
        point.threshold === shown.chosen.threshold &&
        point.site === shown.site,
    )
    const open = shown.signals.filter(({ state }) => state === 'new' || state === 'acknowledged')
    return (
      <Card heading="How it is doing">
        {last ? (
          <p>
            {measureName(last.measure, last.threshold)}:{' '}
            <strong>{last.value === null ? TOO_FEW : asEstimate(last)}</strong> in{' '}
            {windowWords(last.windowFrom, last.windowTo)}, on {asCount(basisOf(last))}{' '}
            {denominatorWords(last.measure)}
            {pointState(last, londonDate(now)) === 'immature' ? ', still filling' : ''}.
          </p>
        ) : (
          <p>{shown.plan ? 'No figures yet.' : 'No monitoring plan yet.'}</p>
        )}
        {open.length > 0 ? (
          <p>
            <Tag tone="yellow">Signal</Tag> {open[0]?.sentence}
          </p>
        ) : null}
        <p className="wr-screen-only">
          <a href={href}>{shown.plan ? 'Open monitoring' : 'Fix the monitoring plan'}</a>
        </p>
      </Card>
    )
  },
}
