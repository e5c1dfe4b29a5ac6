import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import type { ReadDb } from '#registry/handles.js'
import { requireDocument, requireDocumentIn } from './document-store.js'
import { aboutInput, type EvidenceDocument } from './model.js'
import { requireFile } from './subject.js'

/** What names a document: its id, and where an address names them the requirement and file it is in. */
export const namedDocumentInput = {
  ...aboutInput,
  requirementId: aboutInput.requirementId.optional(),
  id: z.string().max(60),
}

/** The document named, of the actor's organisation. Throws NotFound, also where it is elsewhere. */
export const requireNamedDocument = async (
  db: ReadDb,
  actor: Actor,
  named: z.output<z.ZodObject<typeof namedDocumentInput>>,
): Promise<EvidenceDocument> => {
  const { id, requirementId, part, ...file } = named
  const document = await requireDocument(db, id)
  if (requirementId === undefined) return document
  return requireDocumentIn(db, id, await requireFile(db, actor, file), { requirementId, part })
}
