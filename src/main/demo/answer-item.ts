import { saveAnswer, signAnswer, type RequirementEvidence } from '#modules/evidence/index.js'
import type { GateId } from '#modules/framework/index.js'
import type { ExampleKey } from './example-organisations.js'
import type { Story } from './story.js'

/** What answering one requirement takes: what it is about, and the words of the example by field. */
export interface ExampleAnswer {
  about: { deploymentId: string } | { scope: 'product_version' | 'supplier'; subjectId: string }
  given: Readonly<Record<string, unknown>>
  /** Where given, what only later gates ask stays open. */
  gate?: GateId
}

/** Answers and signs one requirement, each by somebody there whose role may. */
export const answerItem = async (
  story: Story,
  at: ExampleKey,
  { requirement, part, draft }: RequirementEvidence,
  { about, given, gate }: ExampleAnswer,
): Promise<void> => {
  const asked = { ...about, requirementId: requirement.id, part }
  const later = requirement.gates.flatMap((one) =>
    gate === undefined || one.gate === gate ? [] : one.fields,
  )
  const fields = requirement.fields.map((one) => one.id)
  const now = Object.entries(given).filter(
    ([field]) => fields.includes(field) && !later.includes(field),
  )
  const saver = story.doorsFor(story.people.any(at, requirement.answeredBy))
  const { revision } = await saver.run(saveAnswer, {
    ...asked,
    revision: draft?.revision ?? 0,
    answers: { ...draft?.values, ...Object.fromEntries(now) },
  })
  const signer = story.doorsFor(story.people.any(at, requirement.signedBy))
  await signer.run(signAnswer, { ...asked, revision })
}
