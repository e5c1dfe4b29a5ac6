import { addDays, londonDate } from '#kernel/time.js'
import {
  adoptProposal,
  answerProposal,
  commentOnProposal,
  proposeChange,
} from '#modules/agreed-way/index.js'
import type { ExampleKey } from './example-organisations.js'
import type { Story } from './story.js'

const HEAD = 'id: exa\nname: Example Integrated Care System\n'

const INTERPRETERS = `requirements:
  - id: L-EXA1
    name: Use with an interpreter
    areas: [A5]
    question: How is it used with somebody who needs an interpreter?
    why: One in six people here speaks another language at home.
    goodEvidence: A rule for staff, with the languages it was tried in.
    scope: deployment
    applies: { fact: patientFacing, equals: true }
    answeredBy: [deployment-owner]
    signedBy: [clinical-safety-officer]
    mayExcept: [{ by: [executive-sponsor] }]
    metBy: { anyOf: [answers] }
    gates: [{ gate: pilot, effect: blocks, needs: signed }]
    renewal: [{ months: 12 }]
    fields:
      - { id: rule, label: What is the rule?, kind: text, required: true, help: In a line. }
    sources: [{ name: The AI group of Example Integrated Care System, mark: to-be-confirmed }]
`

const WORDING = `additions:
  - requirement: R34
    example: A plan of two pages with the three measures that all trusts here watch.
    wording: Here the plan is shown to the AI group before it is signed.
`

const GROUP = ['teaching', 'north'] as const satisfies readonly ExampleKey[]

/** The system adds a requirement of its own, agreed and in force. */
export const adoptLayer = async (story: Story): Promise<() => Promise<void>> => {
  const proposalId = await propose(story, {
    title: 'Ask how a tool is used with an interpreter',
    reason: 'Three of four concerns last year came from people who needed one.',
    layer: HEAD + INTERPRETERS,
    days: 14,
  })
  for (const at of GROUP)
    await story
      .doorsFor(story.people.who(at, 'executive-sponsor'))
      .run(answerProposal, { proposalId, answer: 'agrees' })
  return async () => {
    await lead(story).run(adoptProposal, { proposalId })
  }
}

/** A further change, open to comments, with two comments on it. */
export const proposeWording = async (story: Story): Promise<void> => {
  const proposalId = await propose(story, {
    title: 'Show each monitoring plan to the AI group first',
    reason: 'Plans differ more than the tools do, so figures cannot be compared.',
    layer: HEAD + INTERPRETERS + WORDING,
    days: 21,
  })
  const comments = [
    ['riverside', 'deployment-owner', 'Please say how long the group takes to read it.'],
    ['teaching', 'analyst', 'We would name the three measures in the agreed way itself.'],
  ] as const
  for (const [at, role, words] of comments)
    await story.doorsFor(story.people.who(at, role)).run(commentOnProposal, { proposalId, words })
}

const lead = (story: Story) => story.doorsFor(story.people.who('system', 'system-ai-lead'))

const propose = async (
  story: Story,
  change: { title: string; reason: string; layer: string; days: number },
): Promise<string> => {
  const { days, ...words } = change
  const { id } = await lead(story).run(proposeChange, {
    ...words,
    kind: 'layer',
    commentsUntil: addDays(londonDate(story.clock.now()), days),
    groupName: 'AI group of the system',
    groupMembers: GROUP.map((at) => story.people.who(at, 'executive-sponsor').organisationId),
  })
  return id
}
