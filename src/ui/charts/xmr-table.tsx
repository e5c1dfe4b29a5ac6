import type { ReactElement } from 'react'
import { Table, type Column } from '../parts/table.js'
import { asCount } from '../words.js'
import type { XmrData, XmrPoint } from './xmr-data.js'

/** The figures of an XmR chart, a row a period. */
export const XmrTable = ({
  title,
  data,
  format,
}: {
  title: string
  data: XmrData
  format: (value: number) => string
}): ReactElement => {
  const { points, segments } = data
  const limit =
    (of: 'mean' | 'lower' | 'upper') =>
    (_: XmrPoint, index: number): string => {
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
  return <Table compact caption={title} quietCaption rows={points} columns={shown} />
}

const pointWords = ({ value, special, immature, note }: XmrPoint): string =>
  [
    special ? `special cause: ${special.rule}` : value === null ? '' : 'no special cause',
    immature ? 'not final' : '',
    value === null ? '' : (note ?? ''),
  ]
    .filter(Boolean)
    .join('; ')
