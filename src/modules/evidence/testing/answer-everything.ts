import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import { agreedWay, type AnswerField, type Requirement } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import type { TestApp } from '../../../../tests/support/test-app.js'
import { saveAnswer, showAnswer, signAnswer } from '../index.js'
import { readDrafts } from '../store.js'

const NINETY = 90

/** A made-up answer to one field, inside its bounds. */
export const exampleAnswer = (field: AnswerField): string | number | boolean | string[] => {
  switch (field.kind) {
    case 'yes-no':
      return field.id !== 'high-risk-left'
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

/** Answers and signs requirements, each by somebody whose role may; one transaction a person. */
export const answerAndSign = async (
  app: TestApp,
  people: Readonly<Partial<Record<Role, Actor>>>,
  deploymentId: string,
  requirementIds: readonly string[],
): Promise<void> => {
  const shares = new Map<Actor, Requirement[]>()
  for (const requirementId of requirementIds) {
    const requirement = agreedWay().requirements.find((one) => one.id === requirementId)
    const role = requirement?.signedBy.find((one) => people[one] !== undefined)
    const signer = role && people[role]
    if (!requirement || !signer) throw new Error(`nobody may sign ${requirementId}`)
    shares.set(signer, [...(shares.get(signer) ?? []), requirement])
  }
  for (const [signer, requirements] of shares) {
    await app.registry.run(answerMany, signer, {
      deploymentId,
      requirementIds: requirements.map((one) => one.id),
    })
  }
}

/** Saves and signs several answers in one commit, through the commands everybody uses. */
const answerMany = command({
  name: 'test.answer-many',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string(), requirementIds: z.array(z.string()) }),
  async run({ tx, run }, { deploymentId, requirementIds }) {
    const drafts = await readDrafts(tx, deploymentId)
    for (const requirement of agreedWay().requirements) {
      if (!requirementIds.includes(requirement.id)) continue
      const about = { deploymentId, requirementId: requirement.id }
      const before = drafts.find((one) => one.requirementId === requirement.id)
      const { revision } = await run(saveAnswer, {
        ...about,
        revision: before?.revision ?? 0,
        answers: exampleAnswers(requirement),
      })
      await run(signAnswer, { ...about, revision })
    }
    return {
      result: null,
      audit: { subject: { kind: 'deployment', id: deploymentId } },
      events: [],
    }
  },
})
