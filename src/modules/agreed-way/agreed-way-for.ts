import { agreedWay, type Framework } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'

/** The agreed way that an organisation is assessed against today. */
export const agreedWayFor = async (
  _db: ReadDb,
  _organisationId: string | null,
): Promise<Framework> => agreedWay()
