import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import {
  agreedWay,
  askedOf,
  type Asked,
  type AnswerField,
  type Requirement,
} from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import type { TestApp } from '../../../../tests/support/test-app.js'
import { saveAnswer, showAnswer, showEvidence, signAnswer } from '../index.js'

const NINETY = 90

/** A made-up answer to one field, inside its bounds. */
const exampleAnswer = (field: AnswerField): string | number | boolean | string[] => {
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
  const shares = new Map<Actor, Asked[]>()
  for (const asked of requirementIds.flatMap(askedFor)) {
    const role = asked.requirement.signedBy.find((one) => people[one] !== undefined)
    const signer = role && people[role]
    if (!signer) throw new Error(`nobody may sign ${asked.requirement.id}`)
    shares.set(signer, [...(shares.get(signer) ?? []), asked])
  }
  for (const [signer, asked] of shares) {
    const about = asked.map(({ requirement, part }) => ({ requirementId: requirement.id, part }))
    await app.registry.run(answerMany, signer, { deploymentId, asked: about })
  }
}

const askedFor = (requirementId: string): readonly Asked[] => {
  const found = agreedWay().requirements.find((one) => one.id === requirementId)
  if (!found) throw new Error(`no requirement ${requirementId}`)
  return askedOf(found)
}

/** Saves and signs several answers in one commit, through the commands everybody uses. */
const answerMany = command({
  name: 'test.answer-many',
  allow: ['signed-in'],
  input: z.object({
    deploymentId: z.string(),
    asked: z.array(z.object({ requirementId: z.string(), part: z.string() })),
  }),
  async run({ read, run }, { deploymentId, asked }) {
    const { items } = await read(showEvidence, { deploymentId })
    for (const one of asked) {
      const item = items.find(
        ({ requirement, part }) => requirement.id === one.requirementId && part === one.part,
      )
      if (!item) throw new Error(`${one.requirementId} is not asked`)
      if (item.word === 'Accepted') continue
      const about = { deploymentId, ...one }
      const { revision } = await run(saveAnswer, {
        ...about,
        revision: item.draft?.revision ?? 0,
        answers: exampleAnswers(item.requirement),
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
