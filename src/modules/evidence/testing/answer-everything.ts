import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import { agreedWay, type AnswerField, type Requirement } from '#modules/framework/index.js'
import type { TestApp } from '../../../../tests/support/test-app.js'
import { saveAnswer, showAnswer, signAnswer } from '../index.js'

const NINETY = 90

/** A made-up answer to one field, inside its bounds. */
export const exampleAnswer = (field: AnswerField): string | number | boolean | string[] => {
  switch (field.kind) {
    case 'yes-no':
      return true
    case 'choice':
      return field.choices[0]?.id ?? ''
    case 'number':
      return Math.min(Math.max(NINETY, field.minimum ?? NINETY), field.maximum ?? NINETY)
    case 'date':
      return '2026-05-01'
    case 'measure-choice':
      return ['auroc', 'sensitivity', 'ppv']
    default:
      return 'An example answer'
  }
}

/** Made-up answers to every field of a requirement. */
export const exampleAnswers = (requirement: Requirement) =>
  Object.fromEntries(requirement.fields.map((field) => [field.id, exampleAnswer(field)]))

/** Saves made-up answers to a requirement over whatever edition there is. */
export const answer = async (
  app: TestApp,
  actor: Actor,
  deploymentId: string,
  requirementId: string,
): Promise<number> => {
  const requirement = agreedWay().requirements.find((one) => one.id === requirementId)
  if (!requirement) throw new Error(`no requirement ${requirementId}`)
  const shown = await app.registry.read(showAnswer, actor, { deploymentId, requirementId })
  const saved = await app.registry.run(saveAnswer, actor, {
    deploymentId,
    requirementId,
    revision: shown.draft?.revision ?? 0,
    answers: exampleAnswers(requirement),
  })
  return saved.revision
}

/** Answers and signs requirements, each by somebody whose role may. */
export const answerAndSign = async (
  app: TestApp,
  people: Readonly<Partial<Record<Role, Actor>>>,
  deploymentId: string,
  requirementIds: readonly string[],
): Promise<void> => {
  for (const requirementId of requirementIds) {
    const requirement = agreedWay().requirements.find((one) => one.id === requirementId)
    const role = requirement?.signedBy.find((one) => people[one] !== undefined)
    const signer = role && people[role]
    if (!signer) throw new Error(`nobody may sign ${requirementId}`)
    const revision = await answer(app, signer, deploymentId, requirementId)
    await app.registry.run(signAnswer, signer, { deploymentId, requirementId, revision })
  }
}
