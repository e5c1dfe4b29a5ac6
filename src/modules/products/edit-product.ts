import { NotAllowed } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { addAliasInput, editProductInput, MAY_REGISTER_PRODUCTS } from './model.js'
import { mayEdit } from './rules.js'
import { insertAlias } from './told-store.js'
import { requireProduct, updateProduct } from './store.js'

/** Changes what a product says. Throws NotAllowed, and Conflict when somebody else did first. */
export const editProduct = command({
  name: 'products.edit-product',
  allow: MAY_REGISTER_PRODUCTS,
  input: editProductInput,
  async run({ tx, actor, now }, { id, revision, ...input }) {
    const before = await requireProduct(tx, id)
    if (!mayEdit(before, actor)) {
      throw new NotAllowed(
        before.claimed
          ? 'Its supplier has claimed this product; only the supplier may change it.'
          : 'Only the organisation that registered this product, or its supplier, may change it.',
      )
    }
    const after = { ...input, vigilanceContact: input.vigilanceContact || null }
    await updateProduct(tx, before, revision, after, now)
    return {
      result: { id },
      audit: {
        subject: { kind: 'product', id },
        before: {
          name: before.name,
          summary: before.summary,
          kind: before.kind,
          vigilanceContact: before.vigilanceContact,
        },
        after,
      },
      events: [],
    }
  },
})

/** Notes another name of a product, so that searching for it finds it. Anyone who registers may. */
export const addAlias = command({
  name: 'products.add-alias',
  allow: MAY_REGISTER_PRODUCTS,
  input: addAliasInput,
  async run({ tx, actor, now, organisationId }, { productId, alias }) {
    const product = await requireProduct(tx, productId)
    const known = [product.name, ...product.aliases].map((name) => name.toLowerCase())
    if (known.includes(alias.toLowerCase()))
      return { result: { id: productId }, audit: 'nothing-changed', events: [] }
    const told = { by: actor.id, organisationId: organisationId(), at: now }
    await insertAlias(tx, productId, alias, told)
    return {
      result: { id: productId },
      audit: {
        subject: { kind: 'product', id: productId },
        before: { aliases: product.aliases },
        after: { aliases: [...product.aliases, alias] },
      },
      events: [],
    }
  },
})
