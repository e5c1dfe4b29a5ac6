import type { CommandContext } from '#registry/command.js'
import type { MonitoredDeployment } from '../deployment-facts.js'
import type { Source } from '../model.js'
import { digestOf, type Stored } from './store-figures.js'
import type { Summary } from '../summary/summary-format.js'

/** A summary that came in, and what storing its figures did. */
export interface ReceivedSummary {
  id: string
  deployment: MonitoredDeployment
  source: Source
  summary: Summary
  stored: Pick<Stored, 'added' | 'superseded' | 'unchanged'>
}

/** Notes that summaries came in: which, by whom, what they say of themselves and what they changed. */
export const insertReceivedSummaries = async (
  { tx, now, actor }: Pick<CommandContext, 'tx' | 'now' | 'actor'>,
  received: readonly ReceivedSummary[],
): Promise<void> => {
  const rows = received.map(({ id, deployment, source, summary, stored }) => ({
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
    added: stored.added,
    superseded: stored.superseded,
    unchanged: stored.unchanged,
    received_at: now,
    received_by: actor.id,
    received_by_name: actor.name,
  }))
  await tx.insertInto('received_summaries').values(rows).execute()
}
