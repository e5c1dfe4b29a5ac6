import { z } from 'zod'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import {
  giveListedBack,
  insertOthers,
  readLikelyDoubles,
  readSaidOfListed,
  takeOverListed,
} from './listed-double-store.js'
import { sayWhetherListedInput, type LikelyDouble, type Organisation } from './model.js'
import { checkMayKeep, isNamed, mayBecome } from './rules.js'
import { requireOrganisation } from './store.js'

/**
 * Says which of the listed organisations that read alike is the same as one without a code, or that none
 * is. The same takes over the code and the facts of the list. Throws NotAllowed, Invalid, and Conflict where
 * something hangs on the listed one already.
 */
export const sayWhetherListed = command({
  name: 'organisations.say-whether-listed',
  allow: ['administrator', 'operator', 'system'],
  input: sayWhetherListedInput,
  async run({ tx, actor, now, newId }, { organisationId, listed: chosen, shown }) {
    checkMayKeep(actor, organisationId)
    const organisation = await requireOrganisation(tx, organisationId)
    if (!isNamed(organisation) || organisation.odsCode !== null) throw new Conflict(HAS_A_CODE)
    const likely = await readLikelyDoubles(tx, organisation)
    const by = { name: actor.name, at: now }
    const subject = { kind: 'organisation', id: organisationId }
    if (chosen === 'none') {
      const others = likely.filter((one) => shown.includes(one.id))
      const notes = others.map((one) => ({ ...one, noteId: newId('not') }))
      await insertOthers(tx, organisationId, notes, by)
      return {
        result: { id: organisationId, isSame: false },
        audit:
          others.length === 0
            ? 'nothing-changed'
            : { subject, after: { isNot: others.map(nameAndCode) } },
        events: [],
      }
    }
    const double = likely.find((one) => one.id === chosen)
    if (!double) throw new Invalid([{ field: 'listed', message: 'Choose one of those listed.' }])
    if (!mayBecome(actor, organisation.kind, double.kind)) throw new NotAllowed(ONLY_AN_OPERATOR)
    const listed = await requireOrganisation(tx, double.id)
    if (!(await takeOverListed(tx, newId('not'), organisation, listed, by))) {
      throw new Conflict(inUse(double))
    }
    return {
      result: { id: organisationId, isSame: true },
      audit: { subject, before: said(organisation), after: { ...said(listed), same: listed.id } },
      events: [],
    }
  },
})

/**
 * Takes back that an organisation is a listed one: both stand again as they were. Throws NotAllowed, and
 * Conflict once anything has changed that rests on it.
 */
export const takeListedBack = command({
  name: 'organisations.take-listed-back',
  allow: ['administrator', 'operator', 'system'],
  input: z.object({ organisationId: z.string().max(60) }),
  async run({ tx, actor, now }, { organisationId }) {
    checkMayKeep(actor, organisationId)
    const before = await requireOrganisation(tx, organisationId)
    const same = await readSaidOfListed(tx, organisationId)
    if (!same) throw new Conflict('Nobody has said that it is a listed organisation.')
    const by = { name: actor.name, at: now }
    if (!(await giveListedBack(tx, same, organisationId, by))) throw new Conflict(CHANGED_SINCE)
    const after = await requireOrganisation(tx, organisationId)
    return {
      result: { id: organisationId },
      audit: {
        subject: { kind: 'organisation', id: organisationId },
        before: said(before),
        after: { ...said(after), notTheSame: same.listedId },
      },
      events: [],
    }
  },
})

const HAS_A_CODE = 'This organisation has an ODS code, so the national files find it by that.'

const ONLY_AN_OPERATOR =
  'The list has it as another kind of organisation, and what it may see of others follows from its kind. Ask an operator to say that it is the same.'

const CHANGED_SINCE =
  'Its facts or its system have changed since, so this cannot be taken back any more. Ask an operator.'

const nameAndCode = (one: LikelyDouble): string => `${one.name} (${one.odsCode})`

const inUse = (one: LikelyDouble): string =>
  `${nameAndCode(one)} has people, records or a system of its own already, so it cannot simply become this one. Ask an operator to record that one followed the other.`

const said = (one: Organisation): object => ({
  name: one.name,
  kind: one.kind,
  odsCode: one.odsCode,
  source: one.source,
})
