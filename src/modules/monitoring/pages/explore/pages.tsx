import { page, type PageContext } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import { curveFile, xmrFile } from '#ui/index.js'
import { showSlice } from '../../points/show-slice.js'
import { BASE, idOf, inTab } from '../addresses.js'
import { csvText } from '../csv-text.js'
import { pointsCsv } from '../show/points-csv.js'
import { ExploreBody, type ShownSlice, sliceTitle, sliceView } from './body.js'
import { sliceOf } from './address.js'
import { otherView } from './choose-other.js'
import { otherKindOf } from './other-view.js'
import { curveCsv, curveSvg, scoreCurveOf } from './score-curves.js'

/** The analyst's page: one slice of the figures, named by its address, drawn as the plan or otherwise. */
export const explorePage = page({
  path: `${BASE}/explore`,
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await context.read(showSlice, sliceOf(context))
    return {
      ...inTab(context, 'Choose figures'),
      body: (
        <ExploreBody
          shown={shown}
          other={otherKindOf(context.query['chart'])}
          today={londonDate(context.now)}
        />
      ),
    }
  },
})

/** The figures of a slice as a file: its points, those of another chart, or those of a curve. */
export const sliceCsv = page({
  path: `${BASE}/explore.csv`,
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await context.read(showSlice, sliceOf(context))
    return {
      download: csvOf(shown, context),
      type: 'text/csv; charset=utf-8',
      fileName: `monitoring-${idOf(context)}.csv`,
    }
  },
})

const csvOf = (shown: ShownSlice, { query, now }: PageContext): string => {
  const [kind, curve] = [otherKindOf(query['chart']), scoreCurveOf(query['curve'])]
  if (curve && shown.histogram) return curveCsv(curve, shown.histogram)
  if (!kind) return pointsCsv(shown.points, londonDate(now))
  const view = otherView(kind, shown, londonDate(now))
  return 'why' in view ? csvText([[view.why]]) : csvText([view.columns, ...view.rows])
}

/** The chart or a curve of a slice as a file. */
export const sliceSvg = page({
  path: `${BASE}/explore.svg`,
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await context.read(showSlice, sliceOf(context))
    return {
      download: svgOf(shown, context),
      type: 'image/svg+xml',
      fileName: `monitoring-${idOf(context)}.svg`,
    }
  },
})

const EMPTY = { points: [], segments: [] }

const svgOf = (shown: ShownSlice, { query, now }: PageContext): string => {
  const [kind, curve] = [otherKindOf(query['chart']), scoreCurveOf(query['curve'])]
  if (curve && shown.histogram) return curveSvg(curve, shown.histogram, londonDate(now))
  const title = sliceTitle(shown)
  if (!kind) {
    const view = sliceView(shown, londonDate(now))
    return xmrFile({ ...(view?.data ?? EMPTY), title, note: view?.note ?? 'No figures.' })
  }
  const view = otherView(kind, shown, londonDate(now))
  if ('why' in view) return xmrFile({ ...EMPTY, title, note: view.why })
  const words = { title: `${title}, ${kind.toUpperCase()}`, note: view.note }
  return view.picture.kind === 'xmr'
    ? xmrFile({ ...view.picture.data, ...words })
    : curveFile({ ...view.picture.data, ...words })
}
