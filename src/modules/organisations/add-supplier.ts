import { command } from '#registry/command.js'
import { addSupplierInput } from './model.js'
import { insertNamed, readSupplierByName } from './store.js'

/** Lists a supplier that is missing; one with the same name is answered instead of a second. */
export const addSupplier = command({
  name: 'organisations.add-supplier',
  allow: ['signed-in'],
  input: addSupplierInput,
  async run({ tx, now, newId }, { name }) {
    const listed = await readSupplierByName(tx, name)
    if (listed) {
      return {
        result: { id: listed.id, name: listed.name, isNew: false },
        audit: 'nothing-changed',
        events: [],
      }
    }
    const supplier = { id: newId('org'), name }
    await insertNamed(tx, { ...supplier, kind: 'supplier', odsCode: null }, now)
    return {
      result: { ...supplier, isNew: true },
      audit: {
        subject: { kind: 'organisation', id: supplier.id },
        after: { name, kind: 'supplier' },
      },
      events: [],
    }
  },
})
