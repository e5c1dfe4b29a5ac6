import { z } from 'zod'
import type { FileStore } from '#files/file-store.js'
import { Invalid, LimitReached } from '#kernel/errors.js'
import { identifiableMessage } from '#kernel/identifiable-data.js'
import { londonDate } from '#kernel/time.js'
import { command, type CommandContext } from '#registry/command.js'
import { insertDocument, requireDocument } from './document-store.js'
import { insertDraft, readDraft, touchDraft } from './draft-store.js'
import { inspectDocument, TAKEN_KINDS, type Inspection } from './inspect-document.js'
import {
  aboutInput,
  addLinkInput,
  attachDocumentInput,
  LARGEST_DOCUMENT,
  MAY_ANSWER,
  type EvidenceDocument,
} from './model.js'
import { checkMayAnswer } from './rules.js'
import { auditSubject, requireAsked, type AskedHere } from './subject.js'

/**
 * Makes the command that attaches a file to a requirement: its kind told from its content, searched for
 * identifying data where its words can be read, and kept by its digest. Nothing is stored before both
 * are settled. Throws LimitReached over 20 MB and where several PDF files are being read, and Invalid.
 */
export const attachDocumentTo = (files: FileStore) =>
  command({
    name: 'evidence.attach-document',
    allow: MAY_ANSWER,
    input: attachDocumentInput,
    async run(context, { bytes, fileName, title, ...about }) {
      const asked = await requireAsked(context.tx, context.actor, about)
      checkMayAnswer(context.actor, asked.requirement)
      const kind = await acceptedKind(bytes, fileName)
      const digest = await files.keep(bytes)
      return add(context, asked, {
        kind: 'file',
        title,
        fileName,
        mediaType: kind.mediaType,
        size: bytes.length,
        digest,
        address: null,
        scan: kind.scan,
        notScannedBecause: kind.notScannedBecause,
      })
    },
  })

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

/** Uses a document that is here already for another requirement too; the file is kept once. Throws NotFound. */
export const useDocument = command({
  name: 'evidence.use-document',
  allow: MAY_ANSWER,
  input: z.object({ ...aboutInput, documentId: z.string().max(60) }),
  async run(context, { documentId, ...about }) {
    const asked = await requireAsked(context.tx, context.actor, about)
    checkMayAnswer(context.actor, asked.requirement)
    const document = await requireDocument(context.tx, documentId)
    const { kind, title, fileName, mediaType, size, digest, address } = document
    const { scan, notScannedBecause } = document
    const file = { kind, title, fileName, mediaType, size, digest, address }
    return add(context, asked, { ...file, scan, notScannedBecause })
  },
})

const acceptedKind = async (bytes: Uint8Array, fileName: string) => {
  if (bytes.length === 0) throw new Invalid([{ field: 'file', message: 'This file is empty.' }])
  if (bytes.length > LARGEST_DOCUMENT)
    throw new LimitReached(
      'This file is larger than 20 MB. Add a link to where it is kept instead.',
    )
  const found = await inspectDocument(bytes, fileName)
  if (found.accepted) return found
  const message = refusalOf(found)
  throw new Invalid([{ field: 'file', message }])
}

const refusalOf = (found: Extract<Inspection, { accepted: false }>): string => {
  if (found.because === 'identifiable') return identifiableMessage(found.kinds)
  if (found.because === 'name')
    return 'The name of this file says another kind than what is in it. Save it under the right name, or as a PDF, and add it again.'
  if (found.because === 'unpacked')
    return 'Unpacked, this file is larger than 200 MB. It is not stored. Save it smaller, or add a link to where it is kept.'
  return `This kind of file is not taken, going by what is in it. Give a ${TAKEN_KINDS} file.`
}

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
