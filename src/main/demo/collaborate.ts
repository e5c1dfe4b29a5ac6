import { addDays, londonDate } from '#kernel/time.js'
import {
  answerCharterTest,
  answerInvitation,
  enterCollaboration,
  inviteParty,
  setUpCollaboration,
  signCollaboration,
} from '#modules/collaborations/index.js'
import { registerDeployment } from '#modules/deployments/index.js'
import type { ExampleProduct, Story } from './story.js'

const KEPT = {
  c1: 'non-clinical',
  c3: 'synthetic',
  c4: 'not-medical',
  c4Reason: 'It sorts requests for rooms; no decision about care rests on it.',
}

/**
 * A collaboration under a charter of a trust and a supplier: an idea and a trial belong to it, and what was
 * said later about the trial's data breaches a test, which shuts its gates.
 */
export const collaborate = async (
  story: Story,
  { letters, missed }: { letters: ExampleProduct; missed: string },
): Promise<void> => {
  const today = londonDate(story.clock.now())
  const administrator = story.doorsFor(story.people.who('teaching', 'administrator'))
  const supplier = story.people.who('supplier', 'administrator')
  const { id } = await administrator.run(setUpCollaboration, {
    name: 'Less paper between clinics',
    purpose: 'Find where clinic staff type the same twice, and try tools on made-up records first.',
    termFrom: today,
    reviewDue: addDays(today, 180),
    underCharter: true,
  })
  await administrator.run(inviteParty, { id, organisationId: supplier.organisationId ?? '' })
  await story.doorsFor(supplier).run(answerInvitation, { id, answer: 'agree' })
  await story
    .doorsFor(story.people.who('teaching', 'executive-sponsor'))
    .run(signCollaboration, { id })
  const governance = story.people.who('teaching', 'information-governance-lead')
  const answers = { ...KEPT, c2: governance.organisationId }
  await story
    .doorsFor(governance)
    .run(enterCollaboration, { id, opportunityId: missed, ...answers })
  const owner = story.doorsFor(story.people.who('teaching', 'deployment-owner'))
  const trial = await owner.run(registerDeployment, {
    ...letters,
    useCase: { title: 'Room requests', setting: 'Outpatients', forWhom: 'Booking staff' },
    facts: { clinical: false, realCare: false, personalData: false, generative: true },
  })
  const entered = await story
    .doorsFor(governance)
    .run(enterCollaboration, { id, deploymentId: trial.id, ...answers })
  await story.doorsFor(governance).run(answerCharterTest, {
    entryId: entered.id,
    test: 'C3',
    answer: 'personal',
    reason:
      'Real requests with names were loaded by mistake; the trial is stopped until they are out.',
  })
}
