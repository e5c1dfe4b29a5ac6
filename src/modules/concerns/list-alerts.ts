import { sql } from 'kysely'
import { z } from 'zod'
import { LARGEST_PAGE, PAGE_SIZE } from '#kernel/paging.js'
import { escapeLike } from '#registry/escape-like.js'
import { cutPage, seek } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import { waitsForOrganisation } from './alert-recipients.js'
import { alertRows, toAlert } from './alert-store.js'
import { ANSWER_STATES, type Alert, type AnswerState } from './model.js'

/** What the list of alerts can be narrowed by. */
export const listAlertsInput = z.object({
  /** `to-answer`: those the organisation has not answered; `issued`: those it issued. */
  show: z
    .enum(['to-answer', 'issued', ''])
    .optional()
    .transform((value) => value || undefined),
  notice: z
    .enum(['alert', 'stop', 'cease', ''])
    .optional()
    .transform((value) => value || undefined),
  search: z.string().trim().max(200).optional(),
  /** How far the organisation's own answer is, or `stood-down`, which asks for no answer any more. */
  state: z
    .enum([...ANSWER_STATES, 'stood-down', ''])
    .optional()
    .transform((value) => value || undefined),
  productId: z.string().max(60).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
})

/** An alert in a list, with how far the asker's own organisation is. */
export interface ListedAlert extends Alert {
  /** The least advanced state of one's own rows; null when it was not sent to one. */
  ownState: AnswerState | null
}

const ownState = sql<AnswerState | null>`(
  select r.state from alert_recipients r where r.alert_id = alerts.id and r.organisation_id = current_organisation()
   order by array_position(array['told','acknowledged','action-required','action-not-required','complete'], r.state)
   limit 1)`
const toAnswer = sql<boolean>`exists (
  select 1 from alert_recipients r where r.alert_id = alerts.id and r.organisation_id = current_organisation()
     and ${waitsForOrganisation('r')})`

/** The alerts the organisation issued or was sent, and those of its partners, newest first. */
export const listAlerts = query({
  name: 'concerns.list-alerts',
  allow: ['signed-in'],
  input: listAlertsInput,
  async run({ db, organisationId }, input) {
    const id = sql.ref('alerts.id')
    const page = seek({ value: id, id, descending: true }, input.cursor)
    let rows = alertRows(db).select(ownState.as('own_state')).where(page.where)
    if (input.show === 'to-answer') rows = rows.where(toAnswer)
    if (input.show === 'issued')
      rows = rows.where('alerts.issued_by_organisation_id', '=', organisationId())
    if (input.notice) rows = rows.where('alerts.notice', '=', input.notice)
    if (input.search) rows = rows.where(holds(input.search))
    if (input.state === 'stood-down') rows = rows.where('alerts.stood_down_at', 'is not', null)
    else if (input.state)
      rows = rows
        .where('alerts.stood_down_at', 'is', null)
        .where(sql<boolean>`${ownState} = ${input.state}`)
    if (input.productId) rows = rows.where('alerts.product_id', '=', input.productId)
    const found = await rows
      .orderBy(page.orderBy)
      .limit(input.limit + 1)
      .execute()
    const listed = found.map((row): ListedAlert => ({ ...toAlert(row), ownState: row.own_state }))
    return cutPage(listed, input.limit, input.cursor, (one) => ({ value: one.id, id: one.id }))
  },
})

const holds = (text: string) => {
  const like = `%${escapeLike(text)}%`
  return sql<boolean>`(products.name ilike ${like} or versions.name ilike ${like}
    or issuer.name ilike ${like} or alerts.use_case ilike ${like})`
}
