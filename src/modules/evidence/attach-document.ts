import { z } from 'zod'
import { digestOf, type FileStore } from '#files/file-store.js'
import { Conflict, Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { rolesStillHeld } from '#modules/people/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { query } from '#registry/query.js'
import { insertDocument, requireDocument } from './document-store.js'
import { insertDraft, readDraft, touchDraft } from './draft-store.js'
import type { SearchPdf } from './inspect-document.js'
import { lookedAtBefore, lookedAtFile } from './look-at-file.js'
import {
  aboutInput,
  addLinkInput,
  MAY_ANSWER,
  mayAttachInput,
  type EvidenceDocument,
} from './model.js'
import { checkMayAnswer } from './rules.js'
import { auditSubject, requireAsked, type AskedHere } from './subject.js'

/** Whether the actor may attach something there: asked before a file is looked at, which costs work. */
export const checkMayAttach = query({
  name: 'evidence.check-may-attach',
  allow: MAY_ANSWER,
  input: mayAttachInput,
  async run({ db, actor }, { fileName, title: _title, ...about }) {
    const { requirement } = await requireAsked(db, actor, about)
    checkMayAnswer(actor, requirement)
    return { fileName }
  },
})

/**
 * Makes the command that attaches a file that was looked at to a requirement, kept by its digest. Throws
 * NotAllowed where the role ended while it was looked at, and Invalid where it is not what was looked at.
 */
export const attachDocumentTo = (files: FileStore) =>
  command({
    name: 'evidence.attach-document',
    allow: MAY_ANSWER,
    input: mayAttachInput.omit({ fileName: true }).extend({ file: lookedAtFile }),
    async run(context, { file, title, ...about }) {
      const { tx: db, actor, now, read } = context
      const asked = await requireAsked(db, actor, about)
      checkMayAnswer(await rolesStillHeld({ db, actor, now, read }), asked.requirement)
      const { bytes, fileName, digest, found } = file
      // Before it is kept: a file that nobody looked at is not stored.
      if (digestOf(bytes) !== digest) throw changedMeanwhile()
      return add(context, asked, {
        kind: 'file',
        title,
        fileName,
        mediaType: found.mediaType,
        size: bytes.length,
        digest: await files.keep(bytes),
        address: null,
        scan: found.scan,
        notScannedBecause: found.notScannedBecause,
      })
    },
  })

/** Makes the way that pages and routes attach a file (`lookedAtBefore`). */
export const attachFileTo = (files: FileStore, searchPdf?: SearchPdf) =>
  lookedAtBefore(checkMayAttach, attachDocumentTo(files), searchPdf)

/** Adds a link to a document that is kept elsewhere. Throws Invalid and NotAllowed. */
export const addLink = command({
  name: 'evidence.add-link',
  allow: MAY_ANSWER,
  input: addLinkInput,
  async run(context, { title, address, ...about }) {
    const asked = await requireAsked(context.tx, context.actor, about)
    checkMayAnswer(context.actor, asked.requirement)
    return add(context, asked, {
      kind: 'link',
      title,
      fileName: null,
      mediaType: null,
      size: null,
      digest: null,
      address,
      scan: 'not-stored-here',
      notScannedBecause: null,
    })
  },
})

/** Uses a document that is here already for another requirement too; the file is kept once. Throws NotFound, and Conflict for a closed one. */
export const useDocument = command({
  name: 'evidence.use-document',
  allow: MAY_ANSWER,
  input: z.object({ ...aboutInput, documentId: z.string().max(60) }),
  async run(context, { documentId, ...about }) {
    const asked = await requireAsked(context.tx, context.actor, about)
    checkMayAnswer(context.actor, asked.requirement)
    const document = await requireDocument(context.tx, documentId)
    if (document.closed) throw new Conflict('This document is closed: it may identify a person.')
    const { kind, title, fileName, mediaType, size, digest, address } = document
    const { scan, notScannedBecause } = document
    const file = { kind, title, fileName, mediaType, size, digest, address }
    return add(context, asked, { ...file, scan, notScannedBecause })
  },
})

const changedMeanwhile = () =>
  new Invalid([
    { field: 'file', message: 'This file changed while it was looked at. Add it again.' },
  ])

type NewDocument = Pick<
  EvidenceDocument,
  | 'kind'
  | 'title'
  | 'fileName'
  | 'mediaType'
  | 'size'
  | 'digest'
  | 'address'
  | 'scan'
  | 'notScannedBecause'
>

const add = async (
  { tx, actor, now, newId }: CommandContext,
  { file, kept }: AskedHere,
  given: NewDocument,
) => {
  const on = londonDate(now)
  const change = { by: actor, at: now, on }
  const draft = await readDraft(tx, kept)
  if (draft) await touchDraft(tx, draft.id, change)
  else {
    const nothing = { values: {}, fieldsNotApplicable: {}, notApplicableReason: null }
    await insertDraft(tx, { id: newId('ans'), ...kept }, nothing, change)
  }
  const document = { id: newId('doc'), ...kept, ...given, addedOn: on, addedByName: actor.name }
  await insertDocument(tx, document, { by: actor.id, at: now })
  return {
    result: { id: document.id, digest: document.digest, scan: document.scan },
    audit: {
      subject: auditSubject(kept, file),
      after: {
        requirement: kept.requirementId,
        document: document.title,
        digest: document.digest,
        address: document.address,
        scan: document.scan,
      },
    },
    events: [],
  }
}
