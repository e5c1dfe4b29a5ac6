import type { ReactElement } from 'react'
import { Table, type Column } from '../parts/table.js'
import { asCount } from '../words.js'
import type { XmrData, XmrPoint } from './xmr-data.js'

/** How many rows a page shows of a long series, and where they all are. */
export interface NewestRows {
  most: number
  href: string
}

/** The figures of an XmR chart, a row a period. */
export const XmrTable = ({
  title,
  data,
  format,
  newest,
}: {
  title: string
  data: XmrData
  format: (value: number) => string
  newest?: NewestRows | undefined
}): ReactElement => {
  const { points, segments } = data
  const left = newest ? Math.max(0, points.length - newest.most) : 0
  const limit =
    (of: 'mean' | 'lower' | 'upper') =>
    (_: XmrPoint, row: number): string => {
      const index = left + row
      const segment = segments.find(({ from, to }) => from <= index && index <= to)
      const value = segment?.[of]
      return typeof value === 'number' ? format(value) : '–'
    }
  const columns: Column<XmrPoint>[] = [
    { heading: 'Period', cell: ({ label }) => label },
    {
      heading: 'Value',
      numeric: true,
      cell: ({ value, note }) => (value === null ? (note ?? 'nothing received') : format(value)),
    },
    {
      heading: '95% interval',
      cell: ({ low, high }) =>
        typeof low === 'number' && typeof high === 'number'
          ? `${format(low)} to ${format(high)}`
          : '–',
    },
    { heading: 'n', numeric: true, cell: ({ n }) => (n === undefined ? '–' : asCount(n)) },
    { heading: 'Mean', numeric: true, cell: limit('mean') },
    { heading: 'Lower limit', numeric: true, cell: limit('lower') },
    { heading: 'Upper limit', numeric: true, cell: limit('upper') },
    { heading: 'What it shows', cell: pointWords },
  ]
  const shown = columns.filter(
    ({ heading }) =>
      (heading !== 'n' || points.some(({ n }) => n !== undefined)) &&
      (heading !== '95% interval' || points.some(({ low }) => typeof low === 'number')),
  )
  return (
    <>
      {newest && left > 0 ? (
        <p>
          The newest {newest.most} of {points.length} periods.{' '}
          <a href={newest.href}>All {points.length} periods</a>
        </p>
      ) : null}
      <Table compact caption={title} quietCaption rows={points.slice(left)} columns={shown} />
    </>
  )
}

const pointWords = ({ value, special, immature, note }: XmrPoint): string =>
  [
    special ? `special cause: ${special.rule}` : value === null ? '' : 'no special cause',
    immature ? 'not final' : '',
    value === null ? '' : (note ?? ''),
  ]
    .filter(Boolean)
    .join('; ')
