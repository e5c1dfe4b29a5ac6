import { addDays, type CalendarDate } from '#kernel/time.js'
import { changeVersion } from '#modules/deployments/index.js'
import { registerVersion } from '#modules/products/index.js'
import {
  answerExample,
  passExample,
  publishExample,
  sendExampleWeek,
} from './example-deployment.js'
import type { ExampleDeployment, ExampleProduct, Go, Story } from './story.js'
import { FIRST_WEEK } from './introduce-tool.js'
import { PUBLISHED } from './simulate-predictions.js'

const NEW_VERSION_WEEK = -7

interface Watching {
  product: ExampleProduct
  deployments: readonly ExampleDeployment[]
  monday: CalendarDate
  go: Go
}

/** Week by week: figures, the gates they carry, and the new version that does worse at one site. */
export const watchFigures = async (
  story: Story,
  { product, deployments, monday, go }: Watching,
): Promise<string> => {
  let newVersion = ''
  for (let week = FIRST_WEEK; week < 0; week += 1) {
    go(week + 1)
    if (week === NEW_VERSION_WEEK) newVersion = await installNewVersion(story, product, deployments)
    for (const [place, deployment] of deployments.entries()) {
      await sendExampleWeek(story, deployment, {
        monday: addDays(monday, week * 7),
        nextMonday: addDays(monday, week * 7 + 7),
        version: week >= NEW_VERSION_WEEK ? '2.3' : '2.2',
        auroc:
          week >= NEW_VERSION_WEEK && place === 0
            ? PUBLISHED.aurocElsewhere
            : PUBLISHED.aurocAtHome,
        rows: 1_100 - place * 120,
        seed: 1_000 * place + (week - FIRST_WEEK),
      })
      await passGatesOf(story, deployment, week)
    }
  }
  return newVersion
}

const passGatesOf = async (
  story: Story,
  deployment: ExampleDeployment,
  week: number,
): Promise<void> => {
  if (week === FIRST_WEEK + 5) {
    await answerExample(story, deployment, 'implement')
    await passExample(story, deployment, 'implement')
  }
  if (week === FIRST_WEEK + 8 && deployment.at !== 'south') {
    await answerExample(story, deployment, 'usual')
    await passExample(story, deployment, 'usual')
    await publishExample(story, deployment)
  }
}

const installNewVersion = async (
  story: Story,
  { productId }: ExampleProduct,
  deployments: readonly ExampleDeployment[],
): Promise<string> => {
  const supplier = story.people.who('supplier', 'supplier-contact')
  const version = await story.doorsFor(supplier).run(registerVersion, {
    productId,
    name: '2.3',
    intendedUse:
      'To help ward nurses choose whom to see first. Not for children or intensive care.',
    medicalDevice: 'yes',
    deviceClass: 'IIa',
    changes: 'The model was trained again on newer records.',
  })
  for (const { at, id } of deployments) {
    const technical = story.people.who(
      at,
      at === 'teaching' ? 'technical-lead' : 'deployment-owner',
    )
    await story.doorsFor(technical).run(changeVersion, { deploymentId: id, versionId: version.id })
  }
  return version.id
}
