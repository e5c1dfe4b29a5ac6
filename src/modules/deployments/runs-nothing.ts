import { z } from 'zod'
import { NotAllowed } from '#kernel/errors.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { MAY_REGISTER } from './model.js'

/** Whether an organisation registers no use, whatever roles are held there: a supplier, whose customers do. */
export const runsNothing = async (db: ReadDb, organisationId: string): Promise<boolean> =>
  (await requireOrganisation(db, organisationId)).kind === 'supplier'

/** Whether the actor's organisation registers uses, for a page that offers it. */
export const registersUses = query({
  name: 'deployments.registers-uses',
  allow: ['signed-in'],
  input: z.object({}),
  run: async ({ db, organisationId }) => !(await runsNothing(db, organisationId())),
})

/** Throws NotAllowed for a supplier. */
export const refuseSupplier = async (db: ReadDb, organisationId: string): Promise<void> => {
  if (await runsNothing(db, organisationId))
    throw new NotAllowed(
      'A use is registered by the organisation that uses the product. Register the product and its versions instead.',
    )
}

/** Passes where the asker's organisation registers uses, before any form is shown. Throws NotAllowed for a supplier. */
export const checkRegistersUses = query({
  name: 'deployments.check-registers-uses',
  allow: MAY_REGISTER,
  input: z.object({}),
  run: async ({ db, organisationId }) => refuseSupplier(db, organisationId()),
})
