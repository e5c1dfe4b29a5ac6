import { addDays, londonDate } from '#kernel/time.js'
import { followFile, setOpening, showEvidence } from '#modules/evidence/index.js'
import { answerItem } from './answer-item.js'
import { exampleProductFile } from './example-product-file.js'
import type { ExampleKey } from './example-organisations.js'
import type { Story } from './story.js'

type File = ReturnType<typeof exampleProductFile>

const FOLLOWERS = ['teaching', 'north'] as const satisfies readonly ExampleKey[]

const MENDED: File[string] = {
  'open-findings': 'None: the finding of medium severity was mended and tested again.',
}

/**
 * The supplier signs its file anew for the version that runs now, after it went live, all but the national form,
 * which is under way; two trusts follow it and are told when one statement is signed again.
 */
export const renewSupplierFile = async (
  story: Story,
  { versionId }: { versionId: string },
): Promise<void> => {
  const on = londonDate(story.clock.now())
  const { R01: _underWay, ...file } = newer(exampleProductFile(on, addDays(on, 365)))
  await signFile(story, versionId, file)
  const contact = story.people.who('supplier', 'supplier-contact')
  const about = { scope: 'product_version', subjectId: versionId } as const
  await story.doorsFor(contact).run(setOpening, { ...about, opensTo: 'nhs' })
  for (const at of FOLLOWERS)
    await story.doorsFor(story.people.who(at, 'deployment-owner')).run(followFile, about)
  await signFile(story, versionId, { R13: { ...file['R13'], ...MENDED } })
  await story.doorsFor(contact).run(setOpening, { ...about, opensTo: 'nhs' })
}

const signFile = async (story: Story, versionId: string, file: File): Promise<void> => {
  const about = { scope: 'product_version', subjectId: versionId } as const
  const contact = story.doorsFor(story.people.who('supplier', 'supplier-contact'))
  const { items } = await contact.read(showEvidence, about)
  for (const item of items) {
    const given = file[item.requirement.id]
    if (given && item.requirement.signedBy.includes('supplier-contact'))
      await answerItem(story, 'supplier', item, { about, given })
  }
}

const newer = (file: File): File => ({
  ...file,
  R03: {
    ...file['R03'],
    'hazard-log': 'Hazard log of version 2.3: 15 hazards, 6 passed on to users',
    'safety-case': 'Clinical safety case report 2.3',
  },
})
