import { command } from '#registry/command.js'
import { contentOf, emptyContent } from './content.js'
import { takeNumbers } from './log-store.js'
import { addHazardInput } from './inputs.js'
import { MAY_WRITE, type Hazard, type HazardContent, type HazardLog } from './model.js'
import { statedBy } from './revise-hazard.js'
import { insertHazards } from './store.js'
import { openLog, requireOpenSubject } from './subject.js'

/** Adds a hazard to a log; the log is begun with its first. Throws NotFound, NotAllowed and Conflict. */
export const addHazard = command({
  name: 'hazards.add-hazard',
  allow: MAY_WRITE,
  input: addHazardInput,
  async run(context, { log: of, ...words }) {
    const { tx, actor, now, newId } = context
    const { organisationId } = await requireOpenSubject(tx, actor, of)
    const log = await openLog(context, organisationId, of)
    const number = await takeNumbers(tx, log.id, 1)
    const content = { ...emptyContent(words.name), ...words }
    const hazard = newHazard(newId('haz'), log, number, content, { at: now, by: actor.name })
    await insertHazards(tx, [hazard], { what: 'Added', note: '', at: now, by: actor })
    return {
      result: { id: hazard.id, reference: hazard.reference, revision: 1 },
      audit: {
        subject: { kind: 'hazard', id: hazard.id },
        after: { log: log.id, reference: hazard.reference, ...contentOf(hazard) },
      },
      events: statedBy(log),
    }
  },
})

/** A hazard that begins in a log. */
export const newHazard = (
  id: string,
  log: Pick<HazardLog, 'id' | 'organisationId'>,
  number: number,
  content: HazardContent,
  told: { at: Date; by: string },
): Hazard & { number: number } => ({
  ...content,
  id,
  organisationId: log.organisationId,
  logId: log.id,
  number,
  reference: `H-${number}`,
  origin: 'own',
  lineage: id,
  source: null,
  reviewSince: null,
  reviewedOn: null,
  reviewedByName: null,
  initialRisk: null,
  residualRisk: null,
  revision: 1,
  changedAt: told.at,
  changedByName: told.by,
})
