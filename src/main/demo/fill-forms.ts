import { saveAnswers, startForm } from '#modules/forms/index.js'
import type { ExampleDeployment, ExampleProduct, Story } from './story.js'

/** The first adopter fills in and finishes the guided form about oversight; its answer is signed later. */
export const fillOversightForm = async (
  story: Story,
  { at, id }: ExampleDeployment,
): Promise<void> => {
  const owner = story.doorsFor(story.people.who(at, 'deployment-owner'))
  const about = { form: 'human-oversight', scope: 'deployment', subjectId: id }
  const form = await owner.run(startForm, about)
  const { revision } = await owner.run(saveAnswers, { id: form.id, answers: given(OVERSIGHT) })
  await owner.run(story.command('forms.finish-form'), { id: form.id, revision })
}

/** The supplier has begun the national form about its version and saved it for later. */
export const beginNationalForm = async (
  story: Story,
  { versionId }: ExampleProduct,
): Promise<void> => {
  const contact = story.doorsFor(story.people.who('supplier', 'supplier-contact'))
  const about = { form: 'dtac-2', scope: 'product_version', subjectId: versionId }
  const form = await contact.run(startForm, about)
  await contact.run(saveAnswers, { id: form.id, answers: given(COMPANY) })
}

const given = (answers: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(Object.entries(answers).map(([code, value]) => [code, { revision: 0, value }]))

const OVERSIGHT = {
  '1.1': 'The nurse in charge of the ward',
  '1.2': 'before',
  '1.5': 3,
  '1.6': 'The early warning score is written down first, without looking at the alert.',
  '2.1': 'Dismiss the alert and say why in one line; care goes on as the nurse judges.',
  '2.2': 'Counted each week; the outreach team reads a sample of them each month.',
  '2.3':
    'The site manager calls the digital operations desk, which stops the interface within minutes.',
  '2.4': 'The early warning score is recorded by hand as before.',
}

const COMPANY = {
  A1: 'Example Health Software Ltd',
  A2: 'Example deterioration alert',
  A3: '2.3',
}
