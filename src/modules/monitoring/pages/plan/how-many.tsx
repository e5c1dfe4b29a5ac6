import type { ReactElement } from 'react'
import { smallestFallSeen } from '#statistics/sample-size.js'
import { asCount, asFigure, Details, Table } from '#ui/index.js'
import { HOW_MANY } from '../addresses.js'

const SIZES = [10, 25, 50, 100, 200, 500, 1000, 5000]
const RATES = [0.95, 0.9, 0.8, 0.7]

/** What a period of so many cases can show, to choose how often figures come. Fleiss 1981. */
export const HowMany = (): ReactElement => (
  <Details summary="How many cases a period needs">
    <p>
      The smallest fall of a share that 8 of 10 such periods show. Count what the share is taken of:
      for sensitivity those with the outcome, for predictive value those flagged. With too few,
      choose a longer period.
    </p>
    <Table
      caption="Smallest fall that is seen"
      quietCaption
      compact
      rows={SIZES}
      rowKey={String}
      columns={[
        { heading: 'Cases a period', numeric: true, rowHeader: true, cell: asCount },
        ...RATES.map((rate) => ({
          heading: `From ${asFigure(rate)}`,
          numeric: true,
          cell: (size: number) => asFigure(smallestFallSeen(rate, size), 2, 'none'),
        })),
      ]}
    />
    <p className="wr-note">
      80% power, 2.5% one-sided (Fleiss 1981). For a share that should be low, read it turned round:
      a rise from 0.10 is seen as a fall from 0.90 is.
    </p>
    <p className="wr-screen-only">
      <a href={HOW_MANY} target="_blank" rel="noopener">
        Work out how many cases your own figures need (opens in a new tab)
      </a>
    </p>
  </Details>
)
