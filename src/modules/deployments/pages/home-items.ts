import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { isAllowed } from '#kernel/actor.js'
import { withQuery } from '#kernel/address.js'
import { fewItems } from '#kernel/declare/few-items.js'
import { addDays, startOfLondonDay, type CalendarDate } from '#kernel/time.js'
import type { Framework } from '#modules/framework/index.js'
import { findMyTasks, REVIEW_NOTICE_DAYS } from '../find-my-tasks.js'
import { MAY_STOP, type Deployment } from '../model.js'

/** What waits for the person on Home: their deployments that need something. */
export const homeItems =
  (framework: Framework) =>
  async ({ read, actor }: PageContext): Promise<readonly HomeItem[]> => {
    if (!isAllowed(actor, MAY_STOP)) return []
    const { today, deployments, chased, notOff } = await read(findMyTasks, {})
    const checklist = new Map(
      framework.gates
        .find((gate) => gate.id === 'cease')
        ?.checklist.map(({ id, label }) => [id, label]),
    )
    return [
      ...fewItems(notOff.map(stopItem), {
        title: `${notOff.length} stops called, not yet confirmed off`,
        href: withQuery('/overviews/organisation', { only: 'stop' }),
      }),
      ...deployments.flatMap((deployment) => itemsOf(deployment, today)),
      ...chased.map((task): HomeItem => ({
        urgency: 40,
        tag: { word: 'To settle', tone: 'yellow' },
        title: `${checklist.get(task.item) ?? task.item}: ${task.name}`,
        ...(task.due ? { due: startOfLondonDay(task.due) } : {}),
        href: `/register/deployments/${task.id}/cease`,
        action: 'Settle it',
      })),
    ]
  }

/** What one deployment needs from its owner, most urgent first. */
export const itemsOf = (deployment: Deployment, today: CalendarDate): HomeItem[] => {
  const here = `/register/deployments/${deployment.id}`
  const title = `${deployment.product.name}, ${deployment.useCase.title}`
  const items: HomeItem[] = []
  if (deployment.stage === 'pilot' && deployment.pilotEnds && deployment.pilotEnds < today) {
    items.push({
      urgency: 15,
      tag: { word: 'Pilot over', tone: 'orange' },
      title,
      detail: 'The pilot is past its end.',
      due: startOfLondonDay(deployment.pilotEnds),
      href: `${here}/gates`,
      action: 'Decide what follows',
    })
  }
  if (deployment.reviewDue && deployment.reviewDue <= addDays(today, REVIEW_NOTICE_DAYS)) {
    const isLate = deployment.reviewDue < today
    items.push({
      urgency: isLate ? 16 : 30,
      tag: { word: isLate ? 'Review overdue' : 'Review due', tone: isLate ? 'orange' : 'yellow' },
      title,
      due: startOfLondonDay(deployment.reviewDue),
      href: `${here}/gates`,
      action: 'Prepare the review',
    })
  }
  if (!deployment.version) {
    items.push({
      urgency: 35,
      tag: { word: 'Version', tone: 'blue' },
      title,
      detail: 'The version is not chosen.',
      href: `${here}/version`,
      action: 'Choose the version',
    })
  }
  return items
}

const stopItem = (deployment: Deployment): HomeItem => ({
  urgency: 1,
  tag: { word: 'Stop called', tone: 'red' },
  title: `${deployment.product.name}, ${deployment.useCase.title}`,
  detail: 'It is not yet confirmed off.',
  href: `/register/deployments/${deployment.id}/stop`,
  action: 'Enter when it went off',
})
