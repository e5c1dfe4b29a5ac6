import { digestOf, type FileStore } from '#files/file-store.js'
import { checkAllowed } from '#kernel/actor.js'
import { Conflict, Invalid } from '#kernel/errors.js'
import { productCardChanged } from '#kernel/events/products.js'
import { rolesStillHeld } from '#modules/people/index.js'
import { MAY_REGISTER_PRODUCTS } from '#modules/products/index.js'
import { command } from '#registry/command.js'
import { insertCard, readCurrentCard } from './card-store.js'
import { asProblems } from './check-file.js'
import { importCardInput } from './model.js'
import { checkMayImportFor } from './rules.js'
import { requireVersionOf } from './subject.js'

/**
 * Makes the command that imports a supplier's model card for a version. Bytes are kept only once the card
 * is valid. A card that says the same as the one there changes nothing. Throws NotFound, NotAllowed,
 * also where the role ended while the file was read, Invalid with each problem and its line, and Conflict
 * when another card was imported since.
 */
export const importCardTo = (files: FileStore) =>
  command({
    name: 'model-cards.import-card',
    allow: MAY_REGISTER_PRODUCTS,
    input: importCardInput,
    async run(context, { productId, versionId, card: file, seen }) {
      const { tx, actor, now, newId, read } = context
      checkAllowed(await rolesStillHeld({ db: tx, actor, now, read }), MAY_REGISTER_PRODUCTS)
      const { product, version } = await requireVersionOf(tx, productId, versionId)
      checkMayImportFor(product, actor)
      const { bytes, fileName, digest, found: checked } = file
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
      // Before it is kept: a file that nobody looked at is not stored.
      if (digestOf(bytes) !== digest) throw changedMeanwhile()
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

const changedMeanwhile = () =>
  new Invalid([
    { field: 'file', message: 'This file changed while it was looked at. Choose it again.' },
  ])
