import { Invalid } from '#kernel/errors.js'
import { readVersion } from '#modules/products/index.js'
import { command } from '#registry/command.js'
import { issueAlert } from './issue-alert.js'
import { issueSystemAlertInput } from './model.js'

/** Issues an alert of the system itself to everybody who runs a version. Throws Invalid. */
export const issueSystemAlert = command({
  name: 'concerns.issue-system-alert',
  allow: ['system-ai-lead'],
  input: issueSystemAlertInput,
  async run({ tx, run, newId }, input) {
    const version = await readVersion(tx, input.versionId)
    if (!version) throw new Invalid([{ field: 'versionId', message: 'Choose the version.' }])
    const alert = await run(issueAlert, {
      notice: 'alert',
      cause: `system:${newId('ale')}`,
      kind: input.kind,
      productId: version.productId,
      versionId: version.id,
      useCase: input.useCase,
      contactRole: 'system-ai-lead',
      issuedByRole: 'system-ai-lead',
    })
    return { result: alert, audit: 'nothing-changed', events: [] }
  },
})
