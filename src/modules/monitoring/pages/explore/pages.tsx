import { page } from '#kernel/describe.js'
import { londonDate } from '#kernel/time.js'
import { xmrFile } from '#ui/index.js'
import { showSlice } from '../../show-slice.js'
import { BASE, idOf, inTab } from '../addresses.js'
import { pointsCsv } from '../show/points-csv.js'
import { ExploreBody, sliceTitle, sliceView } from './body.js'
import { sliceOf } from './address.js'

/** The analyst's page: one slice of the figures, named by its address. */
export const explorePage = page({
  path: `${BASE}/explore`,
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await context.read(showSlice, sliceOf(context))
    return {
      ...inTab(context, 'Choose figures'),
      body: <ExploreBody shown={shown} today={londonDate(context.now)} />,
    }
  },
})

/** The points of a slice as a file. */
export const sliceCsv = page({
  path: `${BASE}/explore.csv`,
  allow: ['signed-in'],
  get: async (context) => {
    const { points } = await context.read(showSlice, sliceOf(context))
    return {
      download: pointsCsv(points, londonDate(context.now)),
      type: 'text/csv; charset=utf-8',
      fileName: `monitoring-${idOf(context)}.csv`,
    }
  },
})

/** The chart of a slice as a file. */
export const sliceSvg = page({
  path: `${BASE}/explore.svg`,
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await context.read(showSlice, sliceOf(context))
    const view = sliceView(shown, londonDate(context.now))
    const empty = { points: [], segments: [] }
    return {
      download: xmrFile({
        ...(view?.data ?? empty),
        title: sliceTitle(shown),
        note: view?.note ?? 'No figures.',
      }),
      type: 'image/svg+xml',
      fileName: `monitoring-${idOf(context)}.svg`,
    }
  },
})
