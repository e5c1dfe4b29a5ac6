import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { command } from '#registry/command.js'
import { insertEvidenceOpening, requireOffered, requireOpenedDocument } from './offered-store.js'
import { requireAskedRequirement } from './subject.js'

/** Opens what another organisation signed, and writes down for both sides who did. Throws NotFound. */
export const openOffered = command({
  name: 'evidence.open-offered',
  allow: ['signed-in'],
  input: z.object({ answerId: z.string().max(60) }),
  async run({ tx, actor, now, newId, organisationId }, { answerId }) {
    const offered = await requireOffered(tx, organisationId(), answerId)
    const requirement = requireAskedRequirement(await agreedWayFor(tx, organisationId()), offered)
    await insertEvidenceOpening(
      tx,
      {
        id: newId('rec'),
        ownerId: offered.organisationId,
        answerId,
        documentId: null,
        by: actor,
        organisation: { id: organisationId(), name: actor.organisationName ?? '' },
      },
      now,
    )
    return {
      result: { offered, requirement },
      audit: {
        subject: { kind: 'signed-answer', id: answerId },
        after: { opened: requirement.name, of: offered.organisationName },
      },
      events: [],
    }
  },
})

/** Opens a document beside what another organisation signed, and writes down who did. Throws NotFound. */
export const openOfferedDocument = command({
  name: 'evidence.open-offered-document',
  allow: ['signed-in'],
  input: z.object({ answerId: z.string().max(60), documentId: z.string().max(60) }),
  async run({ tx, actor, now, newId, organisationId }, { answerId, documentId }) {
    const found = await requireOpenedDocument(tx, answerId, documentId)
    if (found.digest === null) throw new NotFound('This document is kept elsewhere.')
    await insertEvidenceOpening(
      tx,
      {
        id: newId('rec'),
        ownerId: found.ownerId,
        answerId,
        documentId,
        by: actor,
        organisation: { id: organisationId(), name: actor.organisationName ?? '' },
      },
      now,
    )
    return {
      result: { ...found, digest: found.digest },
      audit: {
        subject: { kind: 'signed-answer', id: answerId },
        after: { opened: found.fileName },
      },
      events: [],
    }
  },
})
