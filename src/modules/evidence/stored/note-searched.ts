import { z } from 'zod'
import { documentClosed } from '#kernel/events/evidence.js'
import { IDENTIFIABLE_KINDS, kindsInWords } from '#kernel/identifiable-data.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'
import { NOT_SCANNED } from '../pdf/search-pages.js'
import { markSignedWith, readSignedWith } from '../signed-store.js'
import { toReview } from '../to-review.js'
import {
  insertClosed,
  putBack,
  readOrganisationsWithFiles,
  settleFile,
  takeFiles,
  type Searched,
} from './stored-store.js'

const HOUR_MS = 60 * 60 * 1000
const MOST_ORGANISATIONS = 5
const MOST_FILES = 4
/** A file whose search never came to an end so often is given up. */
export const MOST_ATTEMPTS = 3

const anHourBefore = (now: Date): Date => new Date(now.getTime() - HOUR_MS)

/** Organisations with files that were added before such files were searched. */
export const findFilesToSearch = query({
  name: 'evidence.find-files-to-search',
  allow: ['system'],
  input: z.object({}),
  run: ({ db, now }) => readOrganisationsWithFiles(db, anHourBefore(now), MOST_ORGANISATIONS),
})

/** Takes the next files of an organisation to search, at most four, so that one server has each. */
export const takeFilesToSearch = command({
  name: 'evidence.take-files-to-search',
  allow: ['system'],
  input: z.object({}),
  run: async ({ tx, now, organisationId }) => ({
    result: await takeFiles(tx, organisationId(), { now, before: anHourBefore(now) }, MOST_FILES),
    audit: 'nothing-changed',
    events: [],
  }),
})

/** Puts files back that could not be searched just now, such as while other files are being read. */
export const putFilesBack = command({
  name: 'evidence.put-files-back',
  allow: ['system'],
  input: z.object({ digests: z.array(z.string().length(64)).min(1).max(MOST_FILES) }),
  run: async ({ tx, organisationId }, { digests }) => {
    await putBack(tx, organisationId(), digests)
    return { result: {}, audit: 'nothing-changed', events: [] }
  },
})

/**
 * Notes what the search of a stored file came to. One that identifies somebody is closed in the same commit:
 * what was signed beside it goes to review, who relies on that is told that it is closed, and whoever answers
 * for it what kinds were found, never what.
 */
export const noteSearched = command({
  name: 'evidence.note-searched',
  allow: ['system'],
  input: z.object({
    digest: z.string().length(64),
    kinds: z.array(z.enum(IDENTIFIABLE_KINDS)),
    because: z.enum(NOT_SCANNED).nullable(),
  }),
  async run({ tx, now, organisationId }, { digest, kinds, because }) {
    const own = organisationId()
    const documents = await settleFile(tx, own, digest, because)
    const [found] = documents
    const [first, ...rest] = documents.map((one) => lineOf(one, kinds, because))
    if (!found || !first) return { result: { closed: 0 }, audit: 'nothing-changed', events: [] }
    if (kinds.length === 0) return { result: { closed: 0 }, audit: [first, ...rest], events: [] }
    const ids = documents.map(({ id }) => id)
    await insertClosed(tx, own, ids, kinds, now)
    for (const id of ids) await markSignedWith(tx, own, id, 'a document was closed', now)
    const signed = await readSignedWith(tx, own, ids)
    return {
      result: { closed: ids.length },
      audit: [first, ...rest],
      events: [
        documentClosed({ organisationId: own, documentId: found.id }),
        ...signed.map((one) => toReview(one, 'A document that it rests on was closed.')),
      ],
    }
  },
})

const lineOf = (
  { id, title, scope, subjectId }: Searched,
  kinds: Parameters<typeof kindsInWords>[0],
  because: string | null,
): AuditEntry => ({
  subject:
    scope === 'deployment' ? { kind: 'deployment', id: subjectId } : { kind: 'document', id },
  before: { document: title, scan: 'not-scanned' },
  after: {
    document: title,
    scan: because === null ? 'scanned' : 'not-scanned',
    ...(because === null ? {} : { because }),
    ...(kinds.length === 0 ? {} : { closed: true, found: kindsInWords(kinds) }),
  },
})
