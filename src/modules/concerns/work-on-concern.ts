import { Conflict } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { changeConcern, requireConcern } from './concern-store.js'
import { insertEntry } from './concern-entries.js'
import {
  acknowledgeConcernInput,
  closeConcernInput,
  commentInput,
  MAY_TRIAGE,
  MAY_WORK,
  reopenConcernInput,
} from './model.js'

/** Says that somebody has seen a concern and will look at it. Throws NotFound and Conflict. */
export const acknowledgeConcern = command({
  name: 'concerns.acknowledge-concern',
  allow: MAY_WORK,
  input: acknowledgeConcernInput,
  async run({ tx, actor, now, newId }, { concernId }) {
    const before = await requireConcern(tx, concernId)
    if (before.acknowledgedAt) {
      throw new Conflict(`${before.acknowledgedByName ?? 'Somebody'} has already acknowledged it.`)
    }
    await changeConcern(tx, before, {
      acknowledged_at: now,
      acknowledged_by_name: actor.name,
    })
    const by = { at: now, byId: actor.id, byName: actor.name }
    await insertEntry(tx, before, { id: newId('ent'), kind: 'acknowledged', words: '', ...by })
    return {
      result: { id: concernId },
      audit: { subject: { kind: 'concern', id: concernId }, after: { acknowledged: true } },
      events: [],
    }
  },
})

/** Adds a comment; what stands is never changed. Throws NotFound. */
export const commentOnConcern = command({
  name: 'concerns.comment-on-concern',
  allow: [...MAY_WORK, 'information-governance-lead', 'technical-lead'],
  input: commentInput,
  async run({ tx, actor, now, newId }, { concernId, words }) {
    const concern = await requireConcern(tx, concernId)
    const by = { at: now, byId: actor.id, byName: actor.name }
    await insertEntry(tx, concern, { id: newId('ent'), kind: 'comment', words, ...by })
    return {
      result: { id: concernId },
      audit: { subject: { kind: 'concern', id: concernId }, after: { words } },
      events: [],
    }
  },
})

/** Closes a triaged concern with what came of it, which its reporter sees. Throws Conflict. */
export const closeConcern = command({
  name: 'concerns.close-concern',
  allow: MAY_TRIAGE,
  input: closeConcernInput,
  async run({ tx, actor, now, newId }, { concernId, revision, outcome }) {
    const before = await requireConcern(tx, concernId)
    if (before.state !== 'triaged') {
      throw new Conflict(
        before.state === 'closed'
          ? 'This concern is closed already.'
          : 'Triage this concern before closing it.',
      )
    }
    await changeConcern(
      tx,
      { id: concernId, revision },
      { state: 'closed', outcome, closed_at: now },
    )
    const by = { at: now, byId: actor.id, byName: actor.name }
    await insertEntry(tx, before, { id: newId('ent'), kind: 'closed', words: outcome, ...by })
    return {
      result: { id: concernId },
      audit: {
        subject: { kind: 'concern', id: concernId },
        before: { state: before.state },
        after: { state: 'closed', outcome },
      },
      events: [],
    }
  },
})

/** Opens a closed concern again. Throws Conflict. */
export const reopenConcern = command({
  name: 'concerns.reopen-concern',
  allow: MAY_TRIAGE,
  input: reopenConcernInput,
  async run({ tx, actor, now, newId }, { concernId, revision, words }) {
    const before = await requireConcern(tx, concernId)
    if (before.state !== 'closed') throw new Conflict('This concern is open already.')
    await changeConcern(tx, { id: concernId, revision }, { state: 'triaged', closed_at: null })
    const by = { at: now, byId: actor.id, byName: actor.name }
    await insertEntry(tx, before, { id: newId('ent'), kind: 'reopened', words, ...by })
    return {
      result: { id: concernId },
      audit: {
        subject: { kind: 'concern', id: concernId },
        before: { state: 'closed' },
        after: { state: 'triaged', words },
      },
      events: [],
    }
  },
})
