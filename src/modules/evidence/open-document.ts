import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { checkMayOpen } from './stored/closed-documents.js'
import { insertOpening } from './document-store.js'
import { namedDocumentInput, requireNamedDocument } from './named-document.js'

/** Answers where a document's bytes are and writes down who opened it. Throws NotFound, and
 * NotAllowed for a closed one. */
export const openDocument = command({
  name: 'evidence.open-document',
  allow: ['signed-in'],
  input: z.object(namedDocumentInput),
  async run({ tx, actor, now, newId }, named) {
    const { id } = named
    const document = await requireNamedDocument(tx, actor, named)
    await checkMayOpen(tx, actor, document)
    if (document.digest === null) throw new NotFound('This document is kept elsewhere.')
    await insertOpening(
      tx,
      {
        id: newId('rec'),
        organisationId: document.organisationId,
        documentId: id,
        by: actor.id,
        byName: actor.name,
      },
      now,
    )
    return {
      result: {
        digest: document.digest,
        mediaType: document.mediaType ?? 'application/octet-stream',
        fileName: document.fileName ?? document.title,
      },
      audit: {
        subject: { kind: 'document', id },
        after: { opened: document.title, scope: document.scope, about: document.subjectId },
      },
      events: [],
    }
  },
})
