import { addDays, londonDate } from '#kernel/time.js'
import {
  acceptEvidence,
  findUsableWork,
  followFile,
  setOpening,
  showEvidence,
} from '#modules/evidence/index.js'
import { answerItem } from './answer-item.js'
import { exampleProductFile } from './example-product-file.js'
import type { ExampleDeployment, ExampleProduct, Story } from './story.js'

/** The supplier answers and signs what is about its version and its company, and opens both files to the NHS. */
export const openSupplierFile = async (
  story: Story,
  { versionId }: ExampleProduct,
): Promise<void> => {
  const contact = story.people.who('supplier', 'supplier-contact')
  const doors = story.doorsFor(contact)
  const on = londonDate(story.clock.now())
  const answers = exampleProductFile(on, addDays(on, 365))
  const files = [
    { scope: 'product_version', subjectId: versionId },
    { scope: 'supplier', subjectId: contact.organisationId ?? '' },
  ] as const
  for (const about of files) {
    const { items } = await doors.read(showEvidence, about)
    for (const item of items) {
      const given = answers[item.requirement.id]
      if (given && item.requirement.signedBy.includes('supplier-contact'))
        await answerItem(story, 'supplier', item, { about, given })
    }
    await doors.run(setOpening, { ...about, opensTo: 'nhs' })
  }
}

/** A deployment relies on everything that others have signed and that can be accepted whole, and follows the file. */
export const acceptExample = async (
  story: Story,
  { at, id }: ExampleDeployment,
  { versionId }: ExampleProduct,
): Promise<void> => {
  const owner = story.doorsFor(story.people.who(at, 'deployment-owner'))
  const { work } = await owner.read(findUsableWork, { deploymentId: id })
  for (const { item, sources } of work.whole) {
    const [source] = sources
    if (!source) continue
    const signer = story.doorsFor(story.people.any(at, item.requirement.signedBy))
    await signer.run(acceptEvidence, {
      deploymentId: id,
      answerId: source.id,
      differsHere: 'nothing',
    })
  }
  await owner.run(followFile, { scope: 'product_version', subjectId: versionId })
}
