import type { ExampleDeployment, Story } from './story.js'

/**
 * Signed passports that were exported, each with what it was for: by the supplier of its file on the version that
 * runs now, and by a trust of what it signed and relies on. The auditor reads both in the audit trail.
 */
export const takeOutPassports = async (
  story: Story,
  { versionId, deployment: { at, id } }: { versionId: string; deployment: ExampleDeployment },
): Promise<void> => {
  const exportPassport = story.command('evidence.export-passport')
  await story.doorsFor(story.people.who('supplier', 'supplier-contact')).run(exportPassport, {
    scope: 'product_version',
    subjectId: versionId,
    reason: 'For a customer in another system, who checks it before a meeting.',
  })
  await story.doorsFor(story.people.who(at, 'deployment-owner')).run(exportPassport, {
    deploymentId: id,
    reason: 'For the group of the system that reads what was signed before the review.',
  })
}
