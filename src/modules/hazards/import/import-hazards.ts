import { z } from 'zod'
import { checkAllowed } from '#kernel/actor.js'
import { rolesStillHeld } from '#modules/people/index.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import type { ReadDb } from '#registry/handles.js'
import { newHazard } from '../add-hazard.js'
import { readCriteria } from '../criteria-store.js'
import { readLog, takeNumbers } from '../log-store.js'
import { logOf } from '../inputs.js'
import { MAY_WRITE } from '../model.js'
import { statedBy } from '../revise-hazard.js'
import { riskOf } from '../rules.js'
import { insertHazards, readHazards } from '../store.js'
import { openLog, requireOpenSubject } from '../subject.js'
import { COLUMN_FIELDS, suggestMapping, type Mapping } from './columns.js'
import { proposeHazards, type Proposal, type ProposedHazard } from './propose-import.js'
import { lookedAtLog } from './look-at-log.js'

const input = z.object({
  log: logOf,
  file: lookedAtLog,
  /** One field for each column, null to leave one out; suggested from the headings where it is not given. */
  mapping: z.array(z.enum(COLUMN_FIELDS).nullable()).max(60).optional(),
})

/** What a file would bring into a log, and what needs a person; nothing is stored. Throws Invalid. */
export const proposeImport = query({
  name: 'hazards.propose-import',
  allow: MAY_WRITE,
  input,
  async run({ db, actor }, { log: of, file: { table }, mapping: given }) {
    const { organisationId } = await requireOpenSubject(db, actor, of)
    const mapping = settled(table.heading, given)
    const { matrix } = await readCriteria(db, organisationId)
    const proposal = proposeHazards(table, mapping, matrix)
    const log = await readLog(db, organisationId, of)
    const { fresh, known } = await partedBy(db, log?.id, proposal)
    return {
      heading: table.heading,
      kind: table.kind,
      mapping,
      proposal,
      fresh,
      alreadyHere: known,
    }
  },
})

/**
 * Brings a file's hazards into a log, each under review until somebody confirms it here. What came in by
 * the same number before, or is here under it, is left alone, so that a second run changes nothing. Throws Invalid, Conflict, and
 * NotAllowed where the role ended while the file was looked at.
 */
export const importHazards = command({
  name: 'hazards.import-hazards',
  allow: MAY_WRITE,
  input,
  async run(context, { log: of, file: { table }, mapping: given }) {
    const { tx, actor, now, newId, read } = context
    checkAllowed(await rolesStillHeld({ db: tx, actor, now, read }), MAY_WRITE)
    const { organisationId } = await requireOpenSubject(tx, actor, of)
    const { matrix } = await readCriteria(tx, organisationId)
    const proposal = proposeHazards(table, settled(table.heading, given), matrix)
    const log = await openLog(context, organisationId, of)
    const { fresh, known } = await partedBy(tx, log.id, proposal)
    const result = {
      logId: log.id,
      read: proposal.read,
      added: fresh.length,
      alreadyHere: known,
      refused: proposal.problems.filter((one) => one.refused).length,
      ratings: proposal.ratings,
    }
    if (fresh.length === 0) return { result, audit: 'nothing-changed', events: [] }
    const first = await takeNumbers(tx, log.id, fresh.length)
    const told = { at: now, by: actor.name }
    const hazards = fresh.map((one, place) => ({
      ...newHazard(newId('haz'), log, first + place, one.content, told),
      origin: 'imported' as const,
      lineage: lineageOf(log.id, one),
      reviewSince: reviewOf(one),
      initialRisk: riskOf(one.content.initial, matrix),
      residualRisk: riskOf(one.content.residual, matrix),
    }))
    const note = `From row ${fresh[0]?.row} on of a ${table.kind.toUpperCase()} file.`
    await insertHazards(tx, hazards, { what: 'Brought in from a file', note, at: now, by: actor })
    return {
      result,
      audit: {
        subject: { kind: 'hazard-log', id: log.id },
        after: { ...result, hazards: hazards.map((one) => one.reference) },
      },
      events: statedBy(log),
    }
  },
})

const settled = (heading: readonly string[], given: Mapping | undefined): Mapping =>
  given ?? suggestMapping(heading)

const lineageOf = (logId: string, one: ProposedHazard): string => `${logId}/${one.key}`

const reviewOf = ({ look }: ProposedHazard): string =>
  `it was brought in from a file${look ? ` (${look.replace(/\.$/, '')})` : ''}`.slice(0, 200)

const numberAndName = (number: string, name: string): string => `${number}\n${name}`.toLowerCase()

const partedBy = async (
  db: ReadDb,
  logId: string | undefined,
  { hazards }: Proposal,
): Promise<{ fresh: ProposedHazard[]; known: number }> => {
  if (logId === undefined) return { fresh: [...hazards], known: 0 }
  const here = await readHazards(db, logId)
  const lineages = new Set(here.map((one) => one.lineage))
  // A file that was downloaded here gives each hazard the number it has here; another log’s H-1 is another.
  const named = new Set(here.map((one) => numberAndName(one.reference, one.name)))
  const fresh = hazards.filter(
    (one) =>
      !lineages.has(lineageOf(logId, one)) && !named.has(numberAndName(one.key, one.content.name)),
  )
  return { fresh, known: hazards.length - fresh.length }
}
