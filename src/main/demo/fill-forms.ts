import { saveAnswers, startForm } from '#modules/forms/index.js'
import type { Actor } from '#kernel/actor.js'
import { COMPANY, EQUALITY, OVERSIGHT, PRIVACY, SAFETY_PLAN } from './form-answers.js'
import type { ExampleDeployment, ExampleProduct, Story } from './story.js'

type Answers = Readonly<Record<string, string | number>>

/** A form, and what it is about. */
interface About {
  form: string
  scope: 'deployment' | 'product_version'
  subjectId: string
}

/** The first adopter fills in and finishes two guided forms; their answers are signed later. */
export const finishForms = async (
  story: Story,
  { at, id: subjectId }: ExampleDeployment,
): Promise<void> => {
  const who = story.people.who(at, 'deployment-owner')
  const forms = [
    ['human-oversight', OVERSIGHT],
    ['equality', EQUALITY],
  ] as const
  for (const [form, answers] of forms) {
    const begun = await begin(story, who, { form, scope: 'deployment', subjectId }, answers)
    await story.doorsFor(who).run(story.command('forms.finish-form'), begun)
  }
}

/** The supplier has begun the national form about its version and saved it for later. */
export const beginNationalForm = async (
  story: Story,
  { versionId }: ExampleProduct,
): Promise<void> => {
  const about = { form: 'dtac-2', scope: 'product_version', subjectId: versionId } as const
  await begin(story, story.people.who('supplier', 'supplier-contact'), about, COMPANY)
}

/** At two trusts a file is begun and waits for whoever began it: clinical safety, data protection. */
export const beginLocalForms = async (
  story: Story,
  deployments: readonly ExampleDeployment[],
): Promise<void> => {
  const [first, second] = deployments
  if (!first || !second) throw new Error('The worked example lost a deployment.')
  const governance = story.people.who(first.at, 'information-governance-lead')
  await begin(story, governance, aboutUse('dpia', first), PRIVACY)
  const officer = story.people.who(second.at, 'clinical-safety-officer')
  await begin(story, officer, aboutUse('dcb0160-file', second), SAFETY_PLAN)
}

const aboutUse = (form: string, { id }: ExampleDeployment) =>
  ({ form, scope: 'deployment', subjectId: id }) as const

const begin = async (
  story: Story,
  who: Actor,
  about: About,
  answers: Answers,
): Promise<{ id: string; revision: number }> => {
  const doors = story.doorsFor(who)
  const { id } = await doors.run(startForm, about)
  const { revision } = await doors.run(saveAnswers, { id, answers: given(answers) })
  return { id, revision }
}

const given = (answers: Answers) =>
  Object.fromEntries(Object.entries(answers).map(([code, value]) => [code, { revision: 0, value }]))
