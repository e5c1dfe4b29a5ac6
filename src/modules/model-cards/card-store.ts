import type { Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { CardVersion } from './card-description.js'
import type { ModelCard } from './model.js'
import type { Statement } from './statements.js'

const MOST_CARDS = 50

/** The cards of a version, the one that counts first; at most 50. */
export const readCards = async (db: ReadDb, versionId: string): Promise<ModelCard[]> => {
  const rows = await cardRows(db)
    .where('model_cards.version_id', '=', versionId)
    .orderBy('model_cards.number', 'desc')
    .limit(MOST_CARDS)
    .execute()
  return rows.map(toCard)
}

/** The card of a version that counts, or undefined. */
export const readCurrentCard = async (
  db: ReadDb,
  versionId: string,
): Promise<ModelCard | undefined> => {
  const row = await cardRows(db)
    .where('model_cards.version_id', '=', versionId)
    .orderBy('model_cards.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toCard(row)
}

/** A card by its id. Throws NotFound. */
export const requireCard = async (db: ReadDb, id: string): Promise<ModelCard> => {
  const row = await cardRows(db).where('model_cards.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such model card.')
  return toCard(row)
}

/** Adds a card. */
export const insertCard = async (
  tx: Tx,
  card: Omit<ModelCard, 'organisationName'>,
  importedBy: string,
): Promise<void> => {
  await tx
    .insertInto('model_cards')
    .values({
      id: card.id,
      organisation_id: card.organisationId,
      version_id: card.versionId,
      number: card.number,
      format: card.format,
      file_name: card.fileName,
      size: card.size,
      digest: card.digest,
      canonical_digest: card.canonicalDigest,
      statements: JSON.stringify(card.statements),
      imported_by: importedBy,
      imported_by_name: card.importedByName,
      imported_at: card.importedAt,
    })
    .execute()
}

const cardRows = (db: ReadDb) =>
  db
    .selectFrom('model_cards')
    .innerJoin('organisations', 'organisations.id', 'model_cards.organisation_id')
    .selectAll('model_cards')
    .select('organisations.name as organisation_name')

const toCard = (
  row: Selectable<Rows['model_cards']> & { organisation_name: string },
): ModelCard => ({
  id: row.id,
  versionId: row.version_id,
  number: row.number,
  format: row.format as CardVersion,
  fileName: row.file_name,
  size: row.size,
  digest: row.digest,
  canonicalDigest: row.canonical_digest,
  statements: row.statements as unknown as readonly Statement[],
  importedByName: row.imported_by_name,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  importedAt: row.imported_at,
})
