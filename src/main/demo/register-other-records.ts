import { registerDeployment } from '#modules/deployments/index.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { decideOpportunity } from '#modules/pathway/index.js'
import { registerProduct } from '#modules/products/index.js'
import type { ExampleDeployment, ExampleProduct, Story } from './story.js'
import type { ExampleKey } from './example-organisations.js'

/** What else a system has: the same idea twice, and a tool that was in use before anybody assessed it. */
export const registerOtherRecords = async (story: Story): Promise<OtherRecords> => {
  const supplier = story.people.who('supplier', 'supplier-contact')
  const letters = await story.doorsFor(supplier).run(registerProduct, {
    name: 'Example letter assistant',
    summary: 'Drafts clinic letters from notes for a clinician to check.',
    kind: 'language-model',
    version: { name: '4.1', intendedUse: 'Drafts for a clinician to edit.', medicalDevice: 'no' },
  })
  for (const at of ['teaching', 'riverside'] as const) await startAssessing(story, at, letters)
  const north = story.doorsFor(story.people.who('north', 'deployment-owner'))
  const inUse = await north.run(registerDeployment, {
    productId: letters.id,
    versionId: letters.versionId ?? undefined,
    stage: 'usual',
    useCase: { title: 'Clinic letters', setting: 'Outpatients', forWhom: 'Clinicians' },
    facts: { clinical: true, personalData: true, generative: true },
  })
  const staff = story.doorsFor(story.people.who('teaching', 'staff'))
  const missed = await staff.run(putForwardOpportunity, {
    title: 'Fewer missed appointments',
    problem:
      'One in nine outpatient appointments is missed, and the slot cannot be given away in time.',
    worth: 'About 900 slots a month.',
    isClinical: 'no',
  })
  return {
    letters: { productId: letters.id, versionId: letters.versionId ?? '' },
    inUse: { at: 'north', id: inUse.id },
    missed: missed.id,
  }
}

/** The second tool, where it is in use already, and an idea of staff. */
export interface OtherRecords {
  letters: ExampleProduct
  inUse: ExampleDeployment
  missed: string
}

const startAssessing = async (
  story: Story,
  at: ExampleKey,
  letters: { id: string; versionId: string | null },
): Promise<void> => {
  const owner = story.people.who(at, 'deployment-owner')
  const opportunity = await story.doorsFor(owner).run(putForwardOpportunity, {
    title: 'Clinic letters on the same day',
    problem:
      'Letters leave eleven days after clinic; secretaries and clinicians type the same twice.',
    worth: 'Eleven days from clinic to letter.',
    isClinical: 'yes',
  })
  await story.doorsFor(story.people.who(at, 'executive-sponsor')).run(decideOpportunity, {
    opportunityId: opportunity.id,
    decision: 'go',
    reason: 'Worth assessing once, together with partners.',
    productId: letters.id,
    ...(letters.versionId ? { versionId: letters.versionId } : {}),
    useCase: { title: 'Clinic letters', setting: 'Outpatients', forWhom: 'Clinicians' },
  })
}
