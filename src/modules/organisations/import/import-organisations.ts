import { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command, type AuditEntry } from '#registry/command.js'
import { parseOdsFile, type ProposedChanges, type ProposedItem } from '../ods/index.js'
import { writeOrganisations, writeProposals } from './known-store.js'
import { planImport } from './plan-import.js'
import { digestOf, importFile, readBefore, type ImportOutcome } from './propose-import.js'

/**
 * Takes a national file in: adds, changes and closes what it says, and puts changes of system
 * forward for a person. A second time nothing changes. With `shown`, the digest of what somebody
 * looked at, throws Conflict when the register has changed since. Throws Invalid and LimitReached.
 */
export const importOrganisations = command({
  name: 'organisations.import-organisations',
  allow: ['operator', 'system'],
  input: z.object({ file: importFile, shown: z.string().max(64).optional() }),
  isolation: 'serializable',
  async run({ tx, now, newId }, { file, shown }) {
    const parsed = parseOdsFile(file)
    const before = await readBefore(tx)
    const { changes, writes } = planImport(before, parsed, londonDate(now))
    const digest = digestOf(changes)
    if (shown !== undefined && shown !== digest) {
      throw new Conflict('The register has changed since this was shown. Look at the file again.')
    }
    const written = writes.map((one) => ({
      id: one.id ?? newId('org'),
      known: one.known,
      sourceDate: londonDate(now),
    }))
    await writeOrganisations(tx, written, now)
    const ids = new Map<string, string>()
    for (const one of before.organisations) if (one.code) ids.set(one.code, one.id)
    for (const one of written) if (one.known.code) ids.set(one.known.code, one.id)
    const proposals = changes.proposed_memberships.flatMap(({ key, to, reason }) => {
      const organisationId = ids.get(key)
      const systemId = ids.get(to)
      return organisationId && systemId
        ? [{ id: newId('mem'), organisationId, systemId, reason }]
        : []
    })
    await writeProposals(tx, proposals, now)
    const result: ImportOutcome = { form: parsed.form, changes, digest }
    const audit = auditOf(parsed.form, digest, changes, ids)
    return { result, audit, events: [] }
  },
})

const auditOf = (
  form: string,
  digest: string,
  changes: ProposedChanges,
  ids: ReadonlyMap<string, string>,
): [AuditEntry, ...AuditEntry[]] | 'nothing-changed' => {
  const edited = [...changes.changed, ...changes.closed]
  if (edited.length + changes.added.length + changes.proposed_memberships.length === 0) {
    return 'nothing-changed'
  }
  const summary: AuditEntry = {
    subject: { kind: 'organisations-import', id: digest.slice(0, 16) },
    after: {
      form,
      read: changes.read,
      added: changes.added.length,
      changed: changes.changed.length,
      closed: changes.closed.length,
      unchanged: changes.unchanged,
      gone: changes.gone.length,
      needsAPerson: changes.needs_a_person.length,
      skipped: changes.skipped.length,
      proposedMemberships: changes.proposed_memberships.length,
    },
  }
  return [summary, ...edited.map((item) => auditOfOne(item, form, ids.get(item.key) ?? item.key))]
}

const auditOfOne = (item: ProposedItem, form: string, id: string): AuditEntry => ({
  subject: { kind: 'organisation', id },
  before: Object.fromEntries(item.changes.map(({ field, before }) => [field, before])),
  after: Object.fromEntries(item.changes.map(({ field, after }) => [field, after])),
  reason: `Taken in from a national file (${form}).`,
})
