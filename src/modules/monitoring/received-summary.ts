import type { CommandContext } from '#registry/command.js'
import type { MonitoredDeployment } from './deployment-facts.js'
import type { Source } from './model.js'
import { digestOf } from './store-figures.js'
import type { Summary } from './summary/summary-format.js'

/** Notes that a summary came in: which, by whom, and what it says of itself. */
export const insertReceivedSummary = async (
  { tx, now, actor }: Pick<CommandContext, 'tx' | 'now' | 'actor'>,
  deployment: MonitoredDeployment,
  id: string,
  source: Source,
  summary: Summary,
): Promise<void> => {
  await tx
    .insertInto('received_summaries')
    .values({
      id,
      organisation_id: deployment.organisationId,
      deployment_id: deployment.id,
      source,
      digest: digestOf(summary),
      generator: `${summary.generator.name} ${summary.generator.version}`,
      measure: summary.measure,
      dated_by_sender: summary.dated.by_sender,
      dated_note: summary.dated.note,
      rows: summary.rows,
      used: summary.used,
      excluded: JSON.stringify(summary.excluded),
      dropped_groups: summary.dropped_groups.groups,
      added: 0,
      superseded: 0,
      unchanged: 0,
      received_at: now,
      received_by: actor.id,
      received_by_name: actor.name,
    })
    .execute()
}
