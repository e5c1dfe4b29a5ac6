import { londonDate, startOfIsoWeek, type CalendarDate } from '#kernel/time.js'
import { registerProduct } from '#modules/products/index.js'
import {
  answerExample,
  openExampleDeployment,
  passExample,
  planExample,
  type StandIns,
} from './example-deployment.js'
import type { ExampleDeployment, ExampleProduct, Go, Story } from './story.js'
import type { ExampleKey } from './example-organisations.js'
import { nameExampleDeputy } from './name-deputies.js'
import { acceptExample } from './rely-on-others.js'
import { finishForms } from './fill-forms.js'

const TRUSTS = ['teaching', 'north', 'riverside', 'south'] as const

/** The week, counted from this one, in which figures begin. */
export const FIRST_WEEK = -26

/** Registers the tool of the story, by its supplier. */
export const registerTool = async (story: Story): Promise<ExampleProduct> => {
  const supplier = story.people.who('supplier', 'supplier-contact')
  const made = await story.doorsFor(supplier).run(registerProduct, {
    name: 'Example deterioration alert',
    summary: 'Estimates which adults on a ward may become seriously ill in the next day.',
    kind: 'prediction',
    vigilanceContact: 'vigilance@supplier.example.nhs.test',
    version: {
      name: '2.2',
      intendedUse:
        'To help ward nurses choose whom to see first. Not for children or intensive care.',
      medicalDevice: 'yes',
      deviceClass: 'IIa',
    },
  })
  return { productId: made.id, versionId: made.versionId ?? '' }
}

/**
 * Four trusts of one system assess the tool: each relies on what the supplier has signed and answers what is its own;
 * the first fills in two guided forms.
 */
export const introduceTool = async (
  story: Story,
  product: ExampleProduct,
  go: Go,
): Promise<ExampleDeployment[]> => {
  const deployments: ExampleDeployment[] = []
  for (const [place, at] of TRUSTS.entries()) {
    go(FIRST_WEEK - 8, place)
    const deployment = await openExampleDeployment(story, at, product)
    go(FIRST_WEEK - 3, place)
    await acceptExample(story, deployment, product)
    if (at === 'teaching') await finishForms(story, deployment)
    await planExample(story, deployment, planStart(story))
    await answerExample(story, deployment, 'pilot')
    await passExample(story, deployment, 'pilot', await standInsAt(story, at))
    deployments.push(deployment)
  }
  return deployments
}

/** At one trust the technical lead signs while the clinical safety officer is away. */
const standInsAt = async (story: Story, at: ExampleKey): Promise<StandIns> =>
  at === 'south'
    ? {
        'clinical-safety-officer': await nameExampleDeputy(
          story,
          at,
          'clinical-safety-officer',
          'technical-lead',
        ),
      }
    : {}

const planStart = (story: Story): CalendarDate => startOfIsoWeek(londonDate(story.clock.now()))
