import { z } from 'zod'
import { isAllowed, type Actor } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { NotFound } from '#kernel/errors.js'
import { PAGE_SIZE } from '#kernel/paging.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import { asCountOf, asDate } from '#ui/words.js'
import { followedAddress } from './addresses.js'
import {
  noteLook,
  readChangedFiles,
  readFollowedChanges,
  readFollowedFile,
  type ChangedFile,
  type Looker,
} from './followed-store.js'
import { followedInput, MAY_ANSWER } from './model.js'
import { auditSubject } from './subject.js'

/** The followed files in which something changed since the asker last looked. */
export const findChangedFiles = query({
  name: 'evidence.find-changed-files',
  allow: MAY_ANSWER,
  input: z.object({}),
  run: ({ db, actor, organisationId }) => readChangedFiles(db, lookerOf(actor, organisationId())),
})

/** What changed in a followed file, newest first, and until when the asker has seen it. Throws NotFound. */
export const showFollowedChanges = query({
  name: 'evidence.show-followed-changes',
  allow: MAY_ANSWER,
  input: followedInput.extend({ cursor: z.string().max(500).optional() }),
  async run({ db, actor, organisationId }, { cursor, ...subject }) {
    const file = await readFollowedFile(db, lookerOf(actor, organisationId()), subject)
    if (!file) throw new NotFound(NOT_FOLLOWED)
    const page = { cursor, limit: PAGE_SIZE }
    const changes = await readFollowedChanges(db, organisationId(), subject, page)
    const framework = await agreedWayFor(db, organisationId())
    const nameOf = (id: string) => framework.requirements.find((one) => one.id === id)?.name ?? id
    return {
      ...file,
      ...changes,
      rows: changes.rows.map((one) => ({ ...one, name: nameOf(one.requirementId) })),
    }
  },
})

/** Writes down that the asker looked at what changed in a followed file; Home names it no more. Throws NotFound. */
export const lookAtFollowed = command({
  name: 'evidence.look-at-followed',
  allow: MAY_ANSWER,
  input: followedInput,
  async run({ tx, actor, now, organisationId }, subject) {
    const looker = lookerOf(actor, organisationId())
    const file = await readFollowedFile(tx, looker, subject)
    if (!file) throw new NotFound(NOT_FOLLOWED)
    await noteLook(tx, looker, subject, now)
    const product = file.productId === null ? null : { id: file.productId }
    return {
      result: { seenUntil: file.seenUntil },
      audit: {
        subject: auditSubject(subject, { product }),
        before: { seenUntil: file.seenUntil },
        after: { seenUntil: now },
      },
      events: [],
    }
  },
})

const NOT_FOLLOWED = 'Your organisation does not follow this file.'

const lookerOf = (actor: Actor, organisationId: string): Looker => ({
  organisationId,
  personId: actor.id,
})

/** Followed files that changed since this person last looked. */
export const followedHomeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !isAllowed(actor, MAY_ANSWER)) return []
  return (await read(findChangedFiles, {})).map(changedItem)
}

const changedItem = (file: ChangedFile): HomeItem => ({
  urgency: 65,
  tag: { word: 'Changed', tone: 'blue' },
  title: `The file of ${file.name} changed on ${asDate(file.changedAt)}`,
  detail: `Your organisation follows it. ${asCountOf(file.changes, 'change')} since you last looked.`,
  href: followedAddress(file),
  action: 'See what changed',
})
