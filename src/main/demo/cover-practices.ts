import { registerDeployment } from '#modules/deployments/index.js'
import { showEvidence } from '#modules/evidence/index.js'
import {
  addMembers,
  confirmAsMember,
  showMembers,
  stateToMembers,
} from '#modules/group-use/index.js'
import { confirmRole, offerRole } from '#modules/people/index.js'
import { addDays, londonDate } from '#kernel/time.js'
import { answerItem } from './answer-item.js'
import { exampleAnswers } from './example-answers.js'
import { keepGroupHazards } from './keep-hazards.js'
import type { ExampleProduct, Story } from './story.js'

const STATED = ['R18', 'R31', 'R40'] as const

/**
 * A federation assesses the letter assistant for two practices, reviews its hazards for them and states what
 * it did: one practice has confirmed and wants its second signature, the other has still to confirm.
 */
export const coverPractices = async (story: Story, letters: ExampleProduct): Promise<void> => {
  const owner = story.people.who('federation', 'deployment-owner')
  const doors = story.doorsFor(owner)
  const { id: deploymentId } = await doors.run(registerDeployment, {
    ...letters,
    useCase: { title: 'Letters to hospitals', setting: 'General practice', forWhom: 'GPs' },
    facts: { clinical: true, realCare: true, personalData: true, generative: true },
  })
  const answers = exampleAnswers(londonDate(story.clock.now()), owner)
  const { items } = await doors.read(showEvidence, { deploymentId })
  for (const item of items)
    if (STATED.some((one) => one === item.requirement.id))
      await answerItem(story, 'federation', item, {
        about: { deploymentId },
        given: { ...answers[item.requirement.id], ...LETTERS[item.requirement.id] },
      })
  await keepGroupHazards(story, deploymentId)
  const memberIds = (['elm', 'oak'] as const).map(
    (at) => story.people.who(at, 'executive-sponsor').organisationId,
  )
  await doors.run(addMembers, { deploymentId, memberIds })
  await doors.run(stateToMembers, {
    deploymentId,
    words:
      'We assessed the supplier, wrote the data protection assessment and the oversight rule. You tell your patients, train your own staff and stay the controller of your records.',
  })
  await lendOfficer(story)
  await confirmAtElm(story, deploymentId)
}

/** Oak has no safety officer of its own: the federation's holds the role there under an agreement. */
const lendOfficer = async (story: Story): Promise<void> => {
  const administrator = story.people.who('oak', 'administrator')
  const today = londonDate(story.clock.now())
  const { id } = await story
    .doorsFor(story.people.who('federation', 'administrator'))
    .run(offerRole, {
      hostId: administrator.organisationId,
      role: 'clinical-safety-officer',
      personId: story.people.who('federation', 'clinical-safety-officer').id,
      basis: 'The federation’s agreement with its practices.',
      firstDay: today,
      lastDay: addDays(today, 365),
    })
  await story.doorsFor(administrator).run(confirmRole, { id })
}

const confirmAtElm = async (story: Story, deploymentId: string): Promise<void> => {
  const sponsor = story.people.who('elm', 'executive-sponsor')
  const doors = story.doorsFor(sponsor)
  const { statement } = await doors.read(showMembers, { deploymentId })
  await doors.run(confirmAsMember, {
    deploymentId,
    statementId: statement?.id ?? '',
    differs: 'yes',
    differences: 'Letters about children are still dictated.',
  })
}

const LETTERS: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
  R18: {
    processors: 'Example Health Software, which hosts it.',
    risks: 'Something made up in a letter, or too much in it. A clinician reads each letter first.',
    'officer-advice': 'Go on, and look at a sample of letters each month.',
  },
  R31: {
    'who-checks': 'The clinician who signs the letter',
    override: 'Change the draft, or throw it away and dictate.',
    'switch-off': 'The practice manager asks the federation, which closes access the same day.',
    time: 2,
  },
  R40: {
    where: 'On the website of each practice and at the desk',
    words:
      'A computer program may write the first draft of a letter about you. A clinician checks it.',
    'say-no': 'Yes. Tell the practice: your letters are then dictated as before.',
  },
}
