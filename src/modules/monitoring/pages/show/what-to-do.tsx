import type { ReactElement } from 'react'
import { ActLink, asDue, Button, Card, IfMayOpen, Tag } from '#ui/index.js'
import { nextFiguresDue } from '../../signals/missing-data.js'
import type { MonitoringPlan, Signal } from '../../model.js'
import { silenceSentence } from '../../signals/silences.js'
import { capital, ruleWords, signalName, STATE_WORDS } from '../../words.js'
import { monitoringHref } from '../addresses.js'
import { groupSentence, groupSignals, type SignalGroup } from './group-signals.js'
import type { Own } from './shown.js'

/** The one thing to do next: the signal that matters most, or the day of the next figures. */
export const WhatToDo = ({
  shown,
  plan,
  now,
}: {
  shown: Own
  plan: MonitoringPlan
  now: Date
}): ReactElement => {
  const [group, ...more] = groupSignals(shown.signals, shown.points)
  const id = shown.deployment.id
  if (!group) {
    return (
      <Card heading="What to do">
        <p>
          {shown.untold.length > 0 ? shown.untold.map(silenceSentence).join(' ') : 'Nothing waits.'}{' '}
          The next figures are {asDue(nextFiguresDue(plan, shown.lastWindowEnd), now)}.
        </p>
        <IfMayOpen href={monitoringHref(id, '/send')}>
          <Button href={monitoringHref(id, '/send')}>Send figures</Button>
        </IfMayOpen>
      </Card>
    )
  }
  const [signal, ...others] = group.signals
  return (
    <Card heading="What to do" edge={signal.way === 'right' ? 'green' : 'orange'}>
      <p>
        <Tag tone={signal.way === 'right' ? 'green' : 'yellow'}>Signal</Tag>{' '}
        {others.length === 0 ? signal.sentence : groupSentence(group)}
      </p>
      {signal.becameConcernAt ? <p>By the rule of the plan it became a concern.</p> : null}
      <p>The plan says: {plan.onSignal}</p>
      <p>
        Owner: {signal.ownerName}. {capital(asDue(signal.due, now))}. {STATE_WORDS[signal.state]}.
      </p>
      <Button href={monitoringHref(id, `/signals/${signal.id}`)}>
        Explain or act on this signal
      </Button>
      {others.length > 0 ? (
        <p>
          Answer each measure: <SignalLinks signals={group.signals} />
        </p>
      ) : null}
      {more.length > 0 || shown.untold.length > 0 ? (
        <>
          <p>Also waiting:</p>
          <ul>
            {more.map((one) => (
              <li key={one.signals[0].id}>
                {groupSentence(one)} <SignalLinks signals={one.signals} />
              </li>
            ))}
            {shown.untold.map((silence) => (
              <li key={silenceSentence(silence)}>{silenceSentence(silence)}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p>
        <ActLink href={`/register/deployments/${id}/pause`}>Pause this deployment</ActLink>
      </p>
    </Card>
  )
}

const SignalLinks = ({ signals }: { signals: SignalGroup['signals'] }) =>
  signals.map((signal, place) => (
    <span key={signal.id}>
      {place > 0 ? ' · ' : ''}
      <a href={monitoringHref(signal.deploymentId, `/signals/${signal.id}`)}>
        {linkWords(signal, signals)}
      </a>
    </span>
  ))

/** The measure, and the rule too where several fired on the same one. */
const linkWords = (signal: Signal, signals: SignalGroup['signals']): string => {
  const name = signalName(signal)
  if (name === 'Figures') return 'See which'
  const same = signals.filter(
    (one) => one.measure === signal.measure && one.threshold === signal.threshold,
  )
  return same.length > 1 ? `${name} (${ruleWords(signal.rule)})` : name
}
