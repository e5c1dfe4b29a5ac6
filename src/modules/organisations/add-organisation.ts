import type { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import type { AuditEntry } from '#registry/command.js'
import { command } from '#registry/command.js'
import type { Tx } from '#registry/handles.js'
import { addOrganisationInput } from './model.js'
import { insertNamed, isNameListed } from './store.js'

/** Adds an organisation that no national file lists, with its line of the audit. Throws Conflict where it is listed. */
export const addNamedOrganisation = async (
  tx: Tx,
  id: string,
  given: z.output<typeof addOrganisationInput>,
  now: Date,
): Promise<{ result: { id: string; name: string }; audit: AuditEntry; events: [] }> => {
  if (await isNameListed(tx, given.name)) {
    throw new Conflict('An organisation with this name is listed already. Search for it.')
  }
  await insertNamed(tx, { id, ...given }, now)
  return {
    result: { id, name: given.name },
    audit: { subject: { kind: 'organisation', id }, after: given },
    events: [],
  }
}

/** Adds an organisation that no national file lists, such as a federation or a social enterprise. */
export const addOrganisation = command({
  name: 'organisations.add-organisation',
  allow: ['operator'],
  input: addOrganisationInput,
  run: ({ tx, now, newId }, given) => addNamedOrganisation(tx, newId('org'), given, now),
})
