import { z } from 'zod'
import { alertInWords } from '#modules/concerns/index.js'
import { ROLES } from '#kernel/roles.js'
import { peopleWithRole } from '#modules/people/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { insertLetters, readLetters } from './letter-store.js'
import { prepareLettersInput, ROLES_WRITTEN_TO } from './model.js'
import type { Letter } from './model.js'

const NO_ADDRESS = 'nobody'
const address = z.email()

/**
 * Writes down who at the organisation is to be written to, once for each address, and answers all the
 * letters there are. A supplier's vigilance contact is written to beside its people.
 */
export const prepareLetters = command({
  name: 'notifications.prepare-letters',
  allow: ['system'],
  input: prepareLettersInput,
  async run(context, input): Promise<{ result: Letter[]; audit: 'nothing-changed'; events: [] }> {
    const { tx, now, newId, organisationId } = context
    const about = { ...input, organisationId: organisationId(), at: now }
    const to = await addressesOf(context, input)
    await insertLetters(
      tx,
      about,
      [...to].map(([one, personId]) => ({ id: newId('let'), personId, address: one })),
    )
    if (to.size === 0) {
      const nobody = { id: newId('let'), personId: null, address: NO_ADDRESS }
      await insertLetters(tx, about, [nobody], 'nobody')
    }
    const letters = await readLetters(tx, organisationId(), input.purpose, input.aboutId)
    return { result: letters, audit: 'nothing-changed', events: [] }
  },
})

const addressesOf = async (
  { tx, read, organisationId }: CommandContext,
  input: z.output<typeof prepareLettersInput>,
): Promise<Map<string, string | null>> => {
  const roles = input.personId === undefined ? (input.roles ?? ROLES_WRITTEN_TO[input.part]) : ROLES
  const people = (await peopleWithRole(tx, organisationId(), roles)).filter(
    (one) => input.personId === undefined || one.personId === input.personId,
  )
  const to = new Map<string, string | null>(people.map((one) => [one.email, one.personId]))
  if (input.part === 'supplier') {
    const { product } = await read(alertInWords, { alertId: input.aboutId })
    const contact = address.safeParse(product.vigilanceContact?.trim().toLowerCase())
    if (contact.success && !to.has(contact.data)) to.set(contact.data, null)
  }
  return to
}
