import { page, type PageContext } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import { enterFigures } from '../../entered/enter-figures.js'
import type { MonitoringPlan } from '../../model.js'
import { readFigures, type ReadFigures } from '../../entered/read-figures.js'
import { decodeText } from '../../read-table/decode-text.js'
import { showPlan } from '../../show-data.js'
import { SENDERS } from '../../received/take-summary.js'
import { BASE, idOf, inTab, monitoringHref, textOf } from '../addresses.js'
import { PasteBody } from './body.js'

const LARGEST = 512 * 1024

const planOf = async (context: PageContext): Promise<MonitoringPlan | null> =>
  (await context.read(showPlan, { deploymentId: idOf(context) })).plan

const readOrRefuse = (
  text: string,
  plan: MonitoringPlan | null,
  today: CalendarDate,
): ReadFigures => {
  if (!plan) throw new Invalid('Fix a monitoring plan first: it says which figures are watched.')
  if (text.trim() === '') {
    throw new Invalid([{ field: 'table', message: 'Paste the rows, or choose a file.' }])
  }
  return readFigures(text, plan, today)
}

/** Takes figures pasted from a spreadsheet: first shows what would be stored, then stores it. */
export const pastePage = page({
  path: `${BASE}/paste`,
  allow: SENDERS,
  largestBody: LARGEST,
  get: async (context, form) => {
    const plan = await planOf(context)
    const table = textOf(form.values, 'table')
    const looked = plan && table !== '' && form.errors.length === 0
    return {
      ...inTab(context, 'Paste figures'),
      body: (
        <PasteBody
          id={idOf(context)}
          csrf={context.csrf}
          plan={plan}
          form={form}
          read={looked ? readFigures(table, plan, londonDate(context.now)) : null}
        />
      ),
    }
  },
  post: async (context, { values, files }) => {
    const file = files['file']
    const text =
      file && file.bytes.length > 0 ? (decodeText(file.bytes) ?? '') : textOf(values, 'table')
    const plan = await planOf(context)
    const read = readOrRefuse(text, plan, londonDate(context.now))
    if (textOf(values, 'apply') !== 'yes') {
      return {
        ...inTab(context, 'Paste figures'),
        body: (
          <PasteBody
            id={idOf(context)}
            csrf={context.csrf}
            plan={plan}
            form={{ values: { table: text }, errors: [] }}
            read={read}
          />
        ),
      }
    }
    const done = await context.run(enterFigures, {
      deploymentId: idOf(context),
      figures: read.figures,
    })
    return {
      redirect: monitoringHref(idOf(context)),
      flash: `Stored: ${done.added} added, ${done.superseded} replaced, ${done.unchanged} unchanged.`,
    }
  },
})
