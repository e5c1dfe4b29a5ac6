import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { decodeCursor, PAGE_SIZE, toPage } from '#kernel/paging.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import type { Framework, Requirement } from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { changedRequirement } from '../acceptance-rules.js'
import { statementDigest } from '../passport/passport-file.js'
import { statementOf } from '../passport/statement-of.js'
import { requireAskedRequirement } from '../subject.js'
import { readPublicProducts, readPublicStatements, type PublicRow } from './public-store.js'

/** What a supplier states to everybody: the words, who signed them and until when; never a document. */
export interface PublicStatement extends Omit<PublicRow, 'documents' | 'requirementDigest'> {
  /** Null where the agreed way no longer asks it. */
  requirement: Requirement | null
  isOver: boolean
  /** SHA-256 of the statement as a passport carries it, 64 hexadecimal characters. */
  digest: string
}

/** The products of which a supplier opens statements to everybody, a page at a time. */
export const findPublicProducts = query({
  name: 'evidence.find-public-products',
  allow: ['public'],
  input: z.object({
    search: z.string().trim().max(200).default(''),
    cursor: z.string().max(500).optional(),
  }),
  async run({ db }, { search, cursor }) {
    const [name = '', id = ''] = cursor ? decodeCursor(cursor, 2).map(String) : []
    const rows = await readPublicProducts(db, search, { name, id }, PAGE_SIZE + 1)
    return toPage(rows, PAGE_SIZE, (one) => [one.name.toLowerCase(), one.id])
  },
})

/** The public statements about a product, by version, and about its supplier. Throws NotFound. */
export const showPublicFile = query({
  name: 'evidence.show-public-file',
  allow: ['public'],
  input: z.object({ productId: z.string().max(60) }),
  async run({ db, now }, { productId }) {
    const rows = await readPublicStatements(db, productId)
    const [first] = rows
    if (!first)
      throw new NotFound('Nothing about this product is public here. Search for its name.')
    const framework = await agreedWayFor(db, null)
    const today = londonDate(now)
    const files = new Map<
      string,
      { about: string; isVersion: boolean; statements: PublicStatement[] }
    >()
    for (const row of rows.toSorted(versionsFirst)) {
      const isVersion = row.scope === 'product_version'
      const about = isVersion ? `${row.productName} ${row.versionName ?? ''}` : row.supplierName
      const file = files.get(row.subjectId) ?? { about, isVersion, statements: [] }
      file.statements.push(toStatement(row, framework, today))
      files.set(row.subjectId, file)
    }
    const { productName, supplierName } = first
    return { productId, productName, supplierName, today, files: [...files.values()] }
  },
})

const versionsFirst = (one: PublicRow, other: PublicRow): number =>
  Number(other.scope === 'product_version') - Number(one.scope === 'product_version')

const toStatement = (
  row: PublicRow,
  framework: Framework,
  today: CalendarDate,
): PublicStatement => {
  const { documents: _notPublic, requirementDigest: _inside, ...told } = row
  const requirement = requirementOf(row, framework)
  const changed = requirement ? changedRequirement(row, requirement) : 'it is no longer asked'
  const reviewSince = row.reviewSince ?? changed
  const name = requirement?.name ?? row.requirementId
  return {
    ...told,
    requirement,
    reviewSince,
    isOver: row.inDateUntil !== null && row.inDateUntil < today,
    digest: statementDigest(statementOf({ ...row, reviewSince }, name, row.supplierName)),
  }
}

const requirementOf = (
  { requirementId, part }: PublicRow,
  framework: Framework,
): Requirement | null =>
  framework.requirements.some(({ id }) => id === requirementId)
    ? requireAskedRequirement(framework, { requirementId, part })
    : null
