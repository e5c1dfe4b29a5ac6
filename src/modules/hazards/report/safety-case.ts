import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Invalid, NotAllowed } from '#kernel/errors.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { peopleWithRole } from '#modules/people/index.js'
import { command } from '#registry/command.js'
import { query, type QueryContext } from '#registry/query.js'
import { PUBLISHED } from '../clinical-safety-data.js'
import { updateLog } from '../log-store.js'
import { logOf } from '../inputs.js'
import { MAY_READ, MAY_SCORE, MAY_WRITE } from '../model.js'
import { counts } from '../rules.js'
import { showLog } from '../show-hazard.js'
import { openLog, requireOpenSubject } from '../subject.js'
import { assembleCase, type CaseFacts } from './assemble-case.js'
import { insertCase, readCases } from './case-store.js'
import { caseTextsInput } from './case-texts.js'

/** The safety case of a log as it would stand today, a draft, and the reports issued so far. */
export const showSafetyCase = query({
  name: 'hazards.show-safety-case',
  allow: MAY_READ,
  input: z.object({ log: logOf }),
  async run(context, { log: of }) {
    const facts = await factsOf(context, of)
    const issued = facts.log ? await readCases(context.db, facts.log.id) : []
    return { draft: assembleCase(facts), facts, issued }
  },
})

const factsOf = async (
  { db, now, read }: Pick<QueryContext, 'db' | 'now' | 'read'>,
  of: z.output<typeof logOf>,
): Promise<CaseFacts> => {
  const { subject, log, criteria, hazards } = await read(showLog, { log: of })
  const people = await peopleWithRole(db, subject.organisationId, [
    'clinical-safety-officer',
    'executive-sponsor',
  ])
  return {
    subject,
    log,
    criteria,
    hazards,
    people: people.map(({ name, role }) => ({ name, role: ROLE_NAMES[role] })),
    on: londonDate(now),
    frameworkVersion: (await agreedWayFor(db, subject.organisationId)).version,
    matrixVersion: PUBLISHED.version,
    issued: null,
  }
}

/** Writes the words of a safety case, over the edition of the log that was read. Throws Conflict. */
export const writeSafetyCase = command({
  name: 'hazards.write-safety-case',
  allow: MAY_WRITE,
  input: caseTextsInput.extend({
    log: logOf,
    /** 0 where no log was begun. */
    revision: z.coerce.number({ error: 'Load the page again.' }).int().min(0),
  }),
  async run(context, { log: of, revision, ...given }) {
    const { organisationId } = await requireOpenSubject(context.tx, context.actor, of)
    const log = await openLog(context, organisationId, of)
    const noHazards = given.noHazards ?? log.caseTexts['noHazards'] ?? ''
    const texts = { ...given, noHazards }
    await updateLog(
      context.tx,
      { ...log, revision: revision || log.revision },
      { caseTexts: texts },
    )
    return {
      result: { logId: log.id },
      audit: { subject: { kind: 'hazard-log', id: log.id }, before: log.caseTexts, after: texts },
      events: [],
    }
  },
})

/** What a person still has to write before a safety case can be signed. Pure. */
export const missingBeforeSigning = ({ log, hazards }: Pick<CaseFacts, 'log' | 'hazards'>) => [
  ...(log?.caseTexts['conclusion']
    ? []
    : [{ field: 'conclusion', message: 'Write the conclusion before you sign it.' }]),
  ...(log?.caseTexts['noHazards'] || hazards.some(({ hazard }) => counts(hazard))
    ? []
    : [
        {
          field: 'noHazards',
          message: 'No hazard counts in this log. Log the hazards, or write why there is none.',
        },
      ]),
]

/**
 * Signs the safety case as it stands and keeps it, numbered and digested, for ever. Throws NotAllowed for
 * a key, and Invalid while there is no conclusion to sign, or no hazard and no reason why.
 */
export const issueSafetyCase = command({
  name: 'hazards.issue-safety-case',
  allow: MAY_SCORE,
  input: z.object({ log: logOf }),
  async run(context, { log: of }) {
    const { tx, actor, now, newId, read } = context
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can sign a report.')
    const { organisationId } = await requireOpenSubject(tx, actor, of)
    const log = await openLog(context, organisationId, of)
    const missing = missingBeforeSigning(await factsOf({ db: tx, now, read }, of))
    if (missing.length > 0) throw new Invalid(missing)
    const number = ((await readCases(tx, log.id))[0]?.number ?? 0) + 1
    const facts = await factsOf({ db: tx, now, read }, of)
    const report = assembleCase({ ...facts, issued: { number, by: actor.name } })
    const digest = createHash('sha256').update(JSON.stringify(report)).digest('hex')
    const id = newId('doc')
    await insertCase(tx, {
      id,
      organisationId,
      logId: log.id,
      number,
      report,
      digest,
      by: actor.id,
      issuedByName: actor.name,
      issuedOn: londonDate(now),
      at: now,
    })
    return {
      result: { id, number, digest },
      audit: { subject: { kind: 'hazard-log', id: log.id }, after: { safetyCase: number, digest } },
      events: [],
    }
  },
})
