import { z } from 'zod'
import { command } from '#registry/command.js'
import { systemActor } from '#kernel/actor.js'
import type { Doors } from '#kernel/operation.js'
import { query } from '#registry/query.js'
import { readHeld, writeOrganisations } from './import/known-store.js'
import { loadReferencePack, type PackOrganisation, type ReferencePack } from './reference-pack.js'
import { insertSuccessions, readSuccessionPairs } from './succession-store.js'

/** Who loads the reference pack, in the history. */
const PACK_ACTOR = systemActor('reference-pack')

/**
 * Loads what of the pack is missing: every board with the successions of the pack, and the trusts
 * that were open on the pack's day. What is listed already stays as it is.
 */
export const takeInReferencePack = command({
  name: 'organisations.take-in-reference-pack',
  allow: ['system'],
  input: z.object({ pack: z.custom<ReferencePack>() }),
  isolation: 'serializable',
  async run({ tx, now, newId }, { pack }) {
    const held = new Map((await readHeld(tx)).map((one) => [one.code, one.id]))
    const missing = wantedOf(pack).filter(({ known }) => !held.has(known.code))
    const written = missing.map((one) => ({ id: newId('org'), ...one }))
    await writeOrganisations(tx, written, now)
    for (const { id, known } of written) held.set(known.code, id)
    const there = await readSuccessionPairs(tx)
    const successions = pack.successions.flatMap((one) => {
      const predecessorId = held.get(one.predecessor)
      const successorId = held.get(one.successor)
      if (!predecessorId || !successorId) return []
      const { kind, effective } = one
      const source = `${pack.sources.successions.source}, as of ${pack.sources.successions.asOf}`
      return [{ predecessorId, successorId, kind, effective, source }]
    })
    const newSuccessions = successions.filter(
      (one) => !there.has(`${one.predecessorId} ${one.successorId}`),
    )
    await insertSuccessions(tx, newSuccessions)
    const result = { organisations: written.length, successions: newSuccessions.length }
    const nothing = result.organisations + result.successions === 0
    return {
      result,
      audit: nothing
        ? 'nothing-changed'
        : { subject: { kind: 'reference-pack', id: pack.sources.boards.asOf }, after: result },
      events: [],
    }
  },
})

/** How much of the register came from the pack, to know without writing whether anything is missing. */
const heldCodes = query({
  name: 'organisations.held-codes',
  allow: ['system'],
  input: z.object({}),
  run: async ({ db }) => ({
    codes: (await readHeld(db)).map((one) => one.code),
    successions: (await readSuccessionPairs(db)).size,
  }),
})

/**
 * Loads the reference pack of a directory where something of it is missing; safe at every start.
 * Answers how much was added. Throws ReferencePackFault when the pack does not fit together.
 */
export const seedReferencePack = async (
  doorsFor: (actor: typeof PACK_ACTOR) => Doors,
  directory: string,
): Promise<{ organisations: number; successions: number }> => {
  const pack = loadReferencePack(directory)
  const doors = doorsFor(PACK_ACTOR)
  const held = await doors.read(heldCodes, {})
  const codes = new Set(held.codes)
  const complete =
    held.successions >= pack.successions.length &&
    wantedOf(pack).every(({ known }) => codes.has(known.code))
  return complete ? { organisations: 0, successions: 0 } : doors.run(takeInReferencePack, { pack })
}

const dated = (known: PackOrganisation, sourceDate: string) => ({ known, sourceDate })

const wantedOf = (pack: ReferencePack) => {
  const { boards, trusts } = pack.sources
  return [
    ...pack.boards.map((one) => dated(one, boards.asOf)),
    ...pack.trusts
      .filter((one) => isOpenOn(one, trusts.asOf))
      .map((one) => dated(one, trusts.asOf)),
  ]
}

// A trust that opens later, or has closed, comes in with the national file that says so.
const isOpenOn = ({ opened, closed }: PackOrganisation, day: string): boolean =>
  (opened === null || opened <= day) && (closed === null || closed >= day)
