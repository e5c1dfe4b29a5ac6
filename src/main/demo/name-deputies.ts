import type { Actor } from '#kernel/actor.js'
import { addDays, londonDate } from '#kernel/time.js'
import { membershipsOf, nameDeputy } from '#modules/people/index.js'
import type { ExampleKey } from './example-organisations.js'
import type { Story } from './story.js'

/** Somebody away names a colleague for three weeks; answers the colleague as they then act. */
export const nameExampleDeputy = async (
  story: Story,
  at: ExampleKey,
  principal: Actor['roles'][number],
  deputy: Actor['roles'][number],
): Promise<Actor> => {
  const colleague = story.people.who(at, deputy)
  const today = londonDate(story.clock.now())
  await story.doorsFor(story.people.who(at, principal)).run(nameDeputy, {
    role: principal,
    deputyId: colleague.id,
    firstDay: today,
    lastDay: addDays(today, 20),
    reason: 'Annual leave.',
  })
  const held = await story.doorsFor(colleague).read(membershipsOf, { personId: colleague.id })
  const here = held.find((one) => one.organisationId === colleague.organisationId)
  return { ...colleague, roles: here?.roles ?? colleague.roles, deputyFor: here?.deputyFor ?? {} }
}
