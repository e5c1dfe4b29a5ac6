import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '#registry/query.js'
import { alertRows, requireAlert, toAlert } from './alert-store.js'
import { requireConcern } from './concern-store.js'

/** An organisation to write to about an alert, and why. */
export interface Audience {
  organisationId: string
  organisationName: string
  part: 'runs-it' | 'supplier' | 'watches'
}

/** Who is to be written to about an alert; for jobs only. */
export const alertAudience = query({
  name: 'concerns.alert-audience',
  allow: ['system'],
  input: z.object({ alertId: z.string().max(60) }),
  async run({ db }, { alertId }): Promise<Audience[]> {
    const { rows } = await sql<AudienceRow>`select * from alert_audience(${alertId})`.execute(db)
    return rows.map(toAudience)
  },
})

/** Who should have acknowledged an alert since a date and has not; for jobs only. */
export const alertsNotAcknowledged = query({
  name: 'concerns.alerts-not-acknowledged',
  allow: ['system'],
  input: z.object({ since: z.iso.date() }),
  async run({ db }, { since }) {
    const { rows } = await sql<AudienceRow & { alert_id: string }>`
      select * from alerts_not_acknowledged(${since}::date)`.execute(db)
    return rows.map((row) => ({ alertId: row.alert_id, ...toAudience(row) }))
  },
})

/** An alert as it is put into a letter, or as a gate or page of another module needs it. Throws NotFound. */
export const alertInWords = query({
  name: 'concerns.alert-in-words',
  allow: ['system', 'signed-in'],
  input: z.object({ alertId: z.string().max(60) }),
  run: ({ db }, { alertId }) => requireAlert(db, alertId),
})

/** What a letter may say of a concern: its reference and when it is to be triaged. Throws NotFound. */
export const concernForLetter = query({
  name: 'concerns.concern-for-letter',
  allow: ['system'],
  input: z.object({ concernId: z.string().max(60) }),
  async run({ db }, { concernId }) {
    const { reference, origin, harm, triageBy } = await requireConcern(db, concernId)
    return { reference, origin, harm, triageBy }
  },
})

/** The alerts about a product that the asker may see, newest first; at most 20. */
export const alertsOfProduct = query({
  name: 'concerns.alerts-of-product',
  allow: ['signed-in'],
  input: z.object({ productId: z.string().max(60) }),
  async run({ db }, { productId }) {
    const rows = await alertRows(db)
      .where('alerts.product_id', '=', productId)
      .orderBy('alerts.id', 'desc')
      .limit(20)
      .execute()
    return rows.map(toAlert)
  },
})

interface AudienceRow {
  organisation_id: string
  organisation_name: string
  part: Audience['part']
}

const toAudience = (row: AudienceRow): Audience => ({
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  part: row.part,
})
