import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { readMembers } from './membership-store.js'
import { editOrganisationInput, ORGANISATION_KIND_NAMES, type Organisation } from './model.js'
import { checkMayKeep, isNamed, mayBecome } from './rules.js'
import {
  isNameListed,
  readOrganisationByCode,
  requireOrganisation,
  updateNamed,
  type NamedFacts,
} from './store.js'
import type { Tx } from '#registry/handles.js'

/**
 * Corrects an organisation that no national file lists: its name, kind, ODS code and address. Throws
 * NotAllowed, Invalid, and Conflict where a national file gives its facts or somebody else was first.
 */
export const editOrganisation = command({
  name: 'organisations.edit-organisation',
  allow: ['administrator', 'operator', 'system'],
  input: editOrganisationInput,
  async run({ tx, actor, now }, { id, revision, ...given }) {
    checkMayKeep(actor, id)
    const before = await requireOrganisation(tx, id)
    if (!isNamed(before)) throw new Conflict(FROM_A_FILE)
    const after = { ...given, kind: given.kind ?? before.kind }
    if (after.kind !== before.kind) {
      if (!mayBecome(actor, before.kind, after.kind)) throw new NotAllowed(ONLY_AN_OPERATOR)
      await checkNoSystem(tx, before)
    }
    await checkCode(tx, before, after.odsCode)
    await checkName(tx, before, after.name)
    await updateNamed(tx, before, revision, after, now)
    return {
      result: { id, name: after.name },
      audit: { subject: { kind: 'organisation', id }, before: factsOf(before), after },
      events: [],
    }
  },
})

const FROM_A_FILE =
  'The facts of this organisation come from a national file. Ask the Organisation Data Service to correct them; the next file taken in brings the correction here.'

const ONLY_AN_OPERATOR =
  'What an organisation may see of others follows from its kind, so only an operator may change it to this one.'

const factsOf = (one: Organisation): NamedFacts => ({
  name: one.name,
  kind: one.kind,
  odsCode: one.odsCode,
  address: one.address,
  postcode: one.postcode,
})

const checkNoSystem = async (tx: Tx, before: Organisation): Promise<void> => {
  if (before.kind !== 'icb' || (await readMembers(tx, before.id, 1)).length === 0) return
  const message = 'Organisations belong to this system. End their memberships first.'
  throw new Invalid([{ field: 'kind', message }])
}

const checkCode = async (tx: Tx, before: Organisation, code: string | null): Promise<void> => {
  if (code === null || code === before.odsCode) return
  if (before.kind === 'supplier') {
    throw new Invalid([{ field: 'odsCode', message: 'A supplier has no ODS code.' }])
  }
  const listed = await readOrganisationByCode(tx, code)
  if (!listed) return
  const kind = ORGANISATION_KIND_NAMES[listed.kind]
  const message = `${listed.name} (${kind}) has this code. If it is the same organisation, say so on the page “Is it listed already?”.`
  throw new Invalid([{ field: 'odsCode', message }])
}

const checkName = async (tx: Tx, before: Organisation, name: string): Promise<void> => {
  if (before.kind === 'supplier' || !(await isNameListed(tx, name, before.id))) return
  const message = 'Another organisation with this name is listed.'
  throw new Invalid([{ field: 'name', message }])
}
