import {
  acceptHazard,
  addHazard,
  reviewLog,
  scoreHazard,
  setControls,
} from '#modules/hazards/index.js'
import type { ExampleDeployment, ExampleProduct, Story } from './story.js'

const SUPPLIED = [
  {
    name: 'Somebody becomes worse and there is no alert',
    kind: 'missed-finding',
    causes: 'Readings that come late or not at all; people unlike those the model learned from.',
    effect: 'Staff see the person later than they would have without the tool.',
    harm: 'Treatment starts late.',
    existingControls: 'The early warning score stays in use beside the tool.',
  },
  {
    name: 'So many alerts that staff stop reading them',
    kind: 'alert-fatigue',
    causes: 'A threshold that is too low for the ward.',
    effect: 'A true alert is passed over.',
    harm: 'Treatment starts late.',
    existingControls: 'The threshold is set ward by ward after four weeks of silent running.',
  },
] as const

const LOCAL = {
  name: 'The alert goes to a ward that the person has left',
  kind: 'wrong-patient',
  causes: 'A transfer at night that is entered in the morning.',
  effect: 'The new ward is not told.',
  harm: 'Treatment starts late.',
  existingControls: 'Bed managers enter transfers within the hour.',
} as const

const UNDESIRABLE = {
  name: 'Staff trust a calm list and look at somebody later than they would have',
  kind: 'automation-bias',
  causes: 'A list without alerts reads as if all were well.',
  effect: 'The next look at somebody who becomes worse comes later.',
  harm: 'Treatment starts late.',
  existingControls: 'The early warning score is written down before anybody looks at the list.',
} as const

const OF_LETTERS = [
  {
    name: 'A letter says something that nobody said',
    kind: 'made-up-content',
    causes: 'The tool fills a gap in the notes with what is usual.',
    effect: 'The hospital acts on it.',
    harm: 'Treatment that is not needed, or none where it is.',
    existingControls: 'The clinician who signs reads each letter beside the notes.',
  },
  {
    name: 'A letter is read less closely on a busy day',
    kind: 'automation-bias',
    causes: 'Most letters are right, so that readers come to trust them.',
    effect: 'A wrong letter is signed.',
    harm: 'Treatment starts late.',
    existingControls: 'Ten letters a month are read again by a second clinician.',
  },
] as const

/** A federation's hazards, scored, accepted and reviewed for the practices that its deployment covers. */
export const keepGroupHazards = async (story: Story, deploymentId: string): Promise<void> => {
  const officer = story.doorsFor(story.people.who('federation', 'clinical-safety-officer'))
  for (const hazard of OF_LETTERS) {
    const { id, revision } = await officer.run(addHazard, { log: { deploymentId }, ...hazard })
    const scored = await officer.run(scoreHazard, {
      id,
      revision,
      initial: { likelihood: 3, severity: 3 },
      residual: { likelihood: 2, severity: 3 },
    })
    await officer.run(acceptHazard, { id, revision: scored.revision })
  }
  await officer.run(reviewLog, {
    log: { deploymentId },
    confirmed: [],
    note: 'Both hold for all practices that use it for letters to hospitals.',
    coversGroup: true,
  })
}

/** The supplier's hazards of its version, which arrive in the logs of those who run it. */
export const keepSupplierHazards = async (
  story: Story,
  { versionId }: Pick<ExampleProduct, 'versionId'>,
): Promise<void> => {
  const officer = story.doorsFor(story.people.who('supplier', 'clinical-safety-officer'))
  for (const hazard of SUPPLIED) {
    const { id, revision } = await officer.run(addHazard, { log: { versionId }, ...hazard })
    await officer.run(scoreHazard, {
      id,
      revision,
      initial: { likelihood: 3, severity: 3 },
      residual: { likelihood: 2, severity: 3 },
    })
  }
}

/** A trust's own hazard: controls, a score, and what is left to accept. */
export const keepLocalHazard = async (
  story: Story,
  { at, id: deploymentId }: ExampleDeployment,
): Promise<void> => {
  const officer = story.doorsFor(story.people.who(at, 'clinical-safety-officer'))
  const added = await officer.run(addHazard, { log: { deploymentId }, ...LOCAL })
  const controlled = await officer.run(setControls, {
    id: added.id,
    revision: added.revision,
    controls: [
      {
        kind: 'design',
        words: 'An alert follows the person to the ward that the record names at that minute.',
        evidence: 'Test report of the integration team, case 31',
        who: 'Technical lead',
      },
      {
        kind: 'process',
        words: 'The outreach team reads every alert that nobody has opened after 30 minutes.',
        who: 'Outreach team',
      },
    ],
  })
  await officer.run(scoreHazard, {
    id: added.id,
    revision: controlled.revision,
    initial: { likelihood: 3, severity: 3 },
    residual: { likelihood: 2, severity: 3 },
    initialHarm: null,
    residualHarm: null,
  })
}

/** A risk of 3 that is tolerated with a written reason and accepted by two people. */
export const acceptTwice = async (
  story: Story,
  { at, id: deploymentId }: ExampleDeployment,
): Promise<void> => {
  const officer = story.people.who(at, 'clinical-safety-officer')
  const doors = story.doorsFor(officer)
  const added = await doors.run(addHazard, { log: { deploymentId }, ...UNDESIRABLE })
  const { revision } = await doors.run(scoreHazard, {
    id: added.id,
    revision: added.revision,
    initial: { likelihood: 4, severity: 4 },
    residual: { likelihood: 3, severity: 3 },
    toleratedBecause:
      'To bring it down further would take the list away, and with it the people it finds sooner.',
  })
  const accepting = [
    [officer, 'The score is written down first, and the outreach team reads what was missed.'],
    [
      story.people.who(at, 'executive-sponsor'),
      'The gain is larger, and the review looks at what was missed each quarter.',
    ],
  ] as const
  for (const [who, reason] of accepting)
    await story.doorsFor(who).run(acceptHazard, { id: added.id, revision, reason })
}
