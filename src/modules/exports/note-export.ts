import { NotAllowed } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { agreedWay } from '#modules/framework/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { MAY_TAKE_OUT, noteExportInput, type ExportNote } from './model.js'

/** Notes who takes which records out, and why. Throws NotFound, and NotAllowed for somebody else's. */
export const noteExport = command({
  name: 'exports.note-export',
  allow: MAY_TAKE_OUT,
  input: noteExportInput,
  async run(context, input) {
    const { actor, now } = context
    const subject = await ownDeployment(context, input.deploymentId)
    const { version } = agreedWay()
    const note: ExportNote = {
      madeOn: londonDate(now),
      madeBy: actor.name,
      frameworkVersion: version,
    }
    return {
      result: note,
      audit: {
        subject,
        after: { takenOut: input.what, frameworkVersion: version },
        reason: input.reason,
      },
      events: [],
    }
  },
})

const ownDeployment = async ({ tx, actor }: CommandContext, deploymentId: string) => {
  const deployment = await requireDeployment(tx, deploymentId)
  if (deployment.organisationId !== actor.organisationId)
    throw new NotAllowed('Only the organisation it belongs to takes its records out.')
  return { kind: 'deployment', id: deployment.id }
}
