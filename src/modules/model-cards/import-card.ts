import type { FileStore } from '#files/file-store.js'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { productCardChanged } from '#kernel/events/products.js'
import { MAY_REGISTER_PRODUCTS } from '#modules/products/index.js'
import { command } from '#registry/command.js'
import { insertCard, readCurrentCard } from './card-store.js'
import { asProblems, checkFile } from './check-file.js'
import { importCardInput } from './model.js'
import { mayImport } from './rules.js'
import { requireVersionOf } from './subject.js'

/**
 * Makes the command that imports a supplier's model card for a version. Bytes are kept only once the card
 * is valid. A card that says the same as the one there changes nothing. Throws NotFound, NotAllowed,
 * Invalid with each problem and its line, and Conflict when another card was imported since.
 */
export const importCardTo = (files: FileStore) =>
  command({
    name: 'model-cards.import-card',
    allow: MAY_REGISTER_PRODUCTS,
    input: importCardInput,
    async run(context, { productId, versionId, bytes, fileName, seen }) {
      const { tx, actor, now, newId } = context
      const { product, version } = await requireVersionOf(tx, productId, versionId)
      if (!mayImport(product, actor))
        throw new NotAllowed(
          'Its supplier has claimed this product; only the supplier imports its cards.',
        )
      const checked = checkFile(bytes)
      if ('problems' in checked) throw new Invalid(asProblems(checked.problems))
      const current = await readCurrentCard(tx, versionId)
      if (seen !== undefined && seen !== (current?.number ?? 0))
        throw new Conflict(
          'Another card of this version was imported meanwhile. Compare with that one.',
        )
      if (current?.canonicalDigest === checked.canonicalDigest)
        return {
          result: { id: current.id, number: current.number, changed: false },
          audit: 'nothing-changed',
          events: [],
        }
      const card = {
        id: newId('car'),
        versionId,
        number: (current?.number ?? 0) + 1,
        format: checked.format,
        fileName,
        size: bytes.length,
        digest: await files.keep(bytes),
        canonicalDigest: checked.canonicalDigest,
        statements: checked.statements,
        importedByName: actor.name,
        organisationId: context.organisationId(),
        importedAt: now,
      }
      await insertCard(tx, card, actor.id)
      const told = { productId, versionId, cardId: card.id, number: card.number }
      return {
        result: { id: card.id, number: card.number, changed: true },
        audit: {
          subject: { kind: 'product', id: productId },
          before: current ? { card: current.number, digest: current.digest } : null,
          after: { version: version.name, card: card.number, digest: card.digest },
        },
        events: [productCardChanged(told)],
      }
    },
  })
