import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { NotAllowed } from '#kernel/errors.js'
import { kindsInWords } from '#kernel/identifiable-data.js'
import { MEMBER_ROLES, type Role } from '#kernel/roles.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { answerAddress } from '../addresses.js'
import type { EvidenceDocument } from '../model.js'
import { answeringRoles, mayAnswerIt } from '../rules.js'
import { findAskedRequirement } from '../subject.js'
import { readClosed, type ClosedRow } from './stored-store.js'

/** A closed document with what it is evidence for, and who puts it right. */
interface ToPutRight extends ClosedRow {
  name: string
  roles: readonly Role[]
}

/** The closed documents that somebody is to withdraw. */
export const findClosedDocuments = query({
  name: 'evidence.find-closed-documents',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, organisationId }) => toPutRight(db, organisationId(), null),
})

/** What a letter says of a document that was closed, and of others of the same bytes. */
export const closedInWords = query({
  name: 'evidence.closed-in-words',
  allow: ['system'],
  input: z.object({ documentId: z.string().max(60) }),
  run: ({ db, organisationId }, { documentId }) => toPutRight(db, organisationId(), documentId),
})

const toPutRight = async (
  db: ReadDb,
  organisationId: string,
  documentId: string | null,
): Promise<ToPutRight[]> => {
  const framework = await agreedWayFor(db, organisationId)
  return (await readClosed(db, organisationId, documentId)).flatMap((one) => {
    const requirement = findAskedRequirement(framework, one)
    if (!requirement) return []
    return [{ ...one, name: requirement.name, roles: answeringRoles(requirement) }]
  })
}

/** Throws NotAllowed for a closed document, except for those who may put it right. */
export const checkMayOpen = async (
  db: ReadDb,
  actor: Actor,
  document: EvidenceDocument,
): Promise<void> => {
  if (document.closed === null) return
  const framework = await agreedWayFor(db, document.organisationId)
  const requirement = findAskedRequirement(framework, document)
  if (requirement && mayAnswerIt(actor, requirement)) return
  throw new NotAllowed(
    'This document is closed: it may identify a person. Only those who may withdraw it open it.',
  )
}

/** The closed documents that this person may put right, for Home. */
export const closedHomeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !actor.roles.some((role) => MEMBER_ROLES.includes(role))) return []
  const closed = await read(findClosedDocuments, {})
  return closed
    .filter(({ roles }) => roles.some((role) => actor.roles.includes(role)))
    .map((one) => ({
      urgency: 5,
      tag: { word: 'Closed document', tone: 'red' },
      title: `${one.title}: ${one.name}, ${one.about}`,
      detail: `A search found what looks like ${kindsInWords(one.kinds)} in it. Withdraw it, and add a copy without that where it is still needed.`,
      href: answerAddress(one),
      action: 'Put it right',
    }))
}
