import type { VerbContext } from '#kernel/declare/verb.js'
import type { Table } from '../read-table/table.js'
import type { ChartKind } from './chart-kinds.js'
import { drawCaseCusum } from './draw-cases.js'
import { drawCusum } from './draw-cusum.js'
import { drawEwma } from './draw-ewma.js'
import { drawRuns } from './draw-runs.js'
import { drawShewhart } from './draw-shewhart.js'
import { drawVlad } from './draw-vlad.js'
import { drawXmr } from './draw-xmr.js'
import type { Drawn } from './drawn.js'

/** Draws the chart of this kind of a table. @throws Invalid for what the chart cannot be drawn from. */
export const drawChart = (
  kind: ChartKind,
  table: Table,
  options: VerbContext['options'],
): Drawn => {
  switch (kind) {
    case 'xmr':
      return drawXmr(table, options)
    case 'ewma':
      return drawEwma(table, options)
    case 'cusum':
      return drawCusum(table, options)
    case 'bernoulli-cusum':
    case 'risk-adjusted-cusum':
      return drawCaseCusum(kind, table, options)
    case 'vlad':
      return drawVlad(table, options)
    case 'runs':
      return drawRuns(table, options)
    default:
      return drawShewhart(kind, table, options)
  }
}
