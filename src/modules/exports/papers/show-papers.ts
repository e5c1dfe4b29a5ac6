import { z } from 'zod'
import { showReport } from '#modules/monitoring/index.js'
import { query } from '#registry/query.js'
import { asDate } from '#ui/words.js'
import { MAY_TAKE_OUT, monthField } from '../model.js'
import { readTools } from './read-tools.js'

/** What an FOI answer pack is made from: the asker's own organisation, today. */
export const showTools = query({
  name: 'exports.show-tools',
  allow: MAY_TAKE_OUT,
  input: z.object({}),
  run: readTools,
})

/** What a board paper is made from: the same, with the figures of a month; the last one over unless said. */
export const showBoardFacts = query({
  name: 'exports.show-board-facts',
  allow: MAY_TAKE_OUT,
  input: z.object({ month: monthField }),
  async run(context, { month: wanted }) {
    const { month, report } = await context.read(showReport, { month: wanted })
    const words = asDate(month.from).replace(/^\d+ /, '')
    return { tools: await readTools(context), month: { ...month, words }, figures: report }
  },
})
