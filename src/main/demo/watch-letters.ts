import { addDays, startOfIsoWeek, londonDate } from '#kernel/time.js'
import { enterFigure, fixPlan } from '#modules/monitoring/index.js'
import type { ExampleDeployment, Story } from './story.js'

const WEEKS = 16

/** A tool without a prediction log is watched by single figures that somebody types in, against a target. */
export const watchLetters = async (
  story: Story,
  { at, id: deploymentId }: ExampleDeployment,
): Promise<void> => {
  const owner = story.people.who(at, 'deployment-owner')
  const doors = story.doorsFor(owner)
  const first = addDays(startOfIsoWeek(londonDate(story.clock.now())), -7 * WEEKS)
  await doors.run(fixPlan, {
    deploymentId,
    period: 'week',
    startsOn: first,
    followUpDays: 0,
    graceDays: 0,
    minimumEvents: 8,
    limitsAfter: 12,
    ownerId: owner.id,
    onSignal: 'Read a sample of letters with most and with least change.',
    stopRule: 'Stop when a letter that nobody corrected has left with something made up in it.',
    measures: [
      { measure: 'edit-ratio', direction: 'decrease', passMark: 0.35, target: 0.2 },
      { measure: 'uptime', direction: 'increase', passMark: 0.98, target: 0.995 },
    ],
  })
  for (let week = 0; week < WEEKS; week += 1) {
    const from = addDays(first, week * 7)
    await doors.run(enterFigure, {
      deploymentId,
      name: 'edit-ratio',
      from,
      value: changedShare(week),
      n: 180 + 7 * (week % 5),
      sd: 0.18,
    })
    const minutes = 7 * 24 * 60
    await doors.run(enterFigure, {
      deploymentId,
      name: 'uptime',
      from,
      numerator: minutes - 20 - 11 * (week % 4),
      denominator: minutes,
    })
  }
}

const changedShare = (week: number): number =>
  Math.round(1000 * (0.31 - 0.006 * week + 0.012 * Math.sin(1.7 * week))) / 1000
