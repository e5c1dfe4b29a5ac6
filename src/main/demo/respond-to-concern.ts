import { addDays, type CalendarDate } from '#kernel/time.js'
import { answerAlert, listAlerts, raiseConcern, triageConcern } from '#modules/concerns/index.js'
import { callStop } from '#modules/deployments/index.js'
import { grantException } from '#modules/pathway/index.js'
import type { ExampleDeployment, Go, Story } from './story.js'

interface Responding {
  deployments: readonly ExampleDeployment[]
  go: Go
  drain: () => Promise<void>
  today: CalendarDate
}

/** A member of staff raises a concern, triage issues the alert, and the others answer it, or not yet. */
export const respondToConcern = async (
  story: Story,
  { deployments, go, drain, today }: Responding,
): Promise<void> => {
  const [teaching, north, , south] = deployments
  if (!teaching || !north || !south) throw new Error('The worked example lost a deployment.')
  go(0, -3)
  const raised = await story.doorsFor(story.people.who('teaching', 'staff')).run(raiseConcern, {
    deploymentId: teaching.id,
    whatHappened:
      'Since the new version two people became seriously ill on our ward and there was no alert before.',
    harm: 'not-sure',
    stillHappening: 'yes',
  })
  go(0, -2)
  await story.doorsFor(story.people.who('teaching', 'clinical-safety-officer')).run(triageConcern, {
    concernId: raised.id,
    revision: 1,
    severity: 'serious',
    kind: 'missed-finding',
    reason:
      'Figures fell after version 2.3 and the ward saw it too. The others that run it must know today.',
  })
  await drain()
  const safety = story.doorsFor(story.people.who('north', 'clinical-safety-officer'))
  const alerts = await safety.read(listAlerts, {})
  const alert = alerts.rows[0]
  if (alert) {
    await safety.run(answerAlert, { alertId: alert.id, answer: 'acknowledged' })
    await safety.run(answerAlert, {
      alertId: alert.id,
      answer: 'action-required',
      reason: 'We audit last month by hand and look at our own figures with the supplier.',
    })
  }
  go(0, -1)
  await story.doorsFor(story.people.who('south', 'clinical-safety-officer')).run(callStop, {
    deploymentId: south.id,
    reason: 'The alert about version 2.3: we cannot watch it closely enough during the pilot.',
  })
  await story.doorsFor(story.people.who('north', 'executive-sponsor')).run(grantException, {
    deploymentId: north.id,
    gate: 'review',
    target: 'R33',
    reason: 'Training for version 2.3 is under way; every ward has a trained lead.',
    until: addDays(today, 30),
  })
}
