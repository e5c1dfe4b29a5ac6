import type { ReactElement } from 'react'
import { Table } from '#ui/index.js'
import {
  likelihoodName,
  severityName,
  type Level,
  type RiskMatrix,
} from '../clinical-safety-data.js'
import type { Score } from '../model.js'

const LEVELS: readonly Level[] = [1, 2, 3, 4, 5]

/** The matrix as a table, with the cells of scores marked in words. */
export const MatrixTable = (props: {
  caption: string
  matrix: RiskMatrix
  marks?: readonly { words: string; score: Score | null }[]
}): ReactElement => (
  <Table
    caption={props.caption}
    compact
    rows={LEVELS.toReversed()}
    rowKey={(level) => String(level)}
    columns={[
      { heading: 'Likelihood', rowHeader: true, cell: (level) => likelihoodName(level) },
      ...LEVELS.map((severity) => ({
        heading: severityName(severity),
        cell: (likelihood: Level) => (
          <Cell
            risk={props.matrix[likelihood - 1]?.[severity - 1]}
            marks={(props.marks ?? [])
              .filter(
                ({ score }) => score?.likelihood === likelihood && score.severity === severity,
              )
              .map(({ words }) => words)}
          />
        ),
      })),
    ]}
  />
)

const Cell = ({
  risk,
  marks,
}: {
  risk: Level | undefined
  marks: readonly string[]
}): ReactElement =>
  marks.length === 0 ? (
    <>{risk}</>
  ) : (
    <strong>
      {risk} {marks.join(', ')}
    </strong>
  )
