import { toCsv, type CsvValue } from '#kernel/csv.js'
import { likelihoodName, severityName } from './clinical-safety-data.js'
import { controlWords, STATE_NAMES } from './field-words.js'
import { COLUMN_FIELDS, COLUMN_NAMES, type ColumnField } from './import/columns.js'
import { CONTROL_KINDS, type Control, type Hazard } from './model.js'

/** A log as CSV with the headings that an import knows again; formulas are disarmed. */
export const logAsCsv = (hazards: readonly Hazard[]): string =>
  toCsv(
    COLUMN_FIELDS.map((field) => COLUMN_NAMES[field]),
    hazards.map((hazard) => COLUMN_FIELDS.map((field) => CELLS[field](hazard))),
  )

const ofKind =
  (kind: Control['kind']) =>
  ({ controls }: Hazard): string =>
    controls
      .filter((one) => one.kind === kind)
      .map((one) => controlWords(one).replace(/^[^:]+: /, ''))
      .join('\n')

const [design, test, training, process] = CONTROL_KINDS

const CELLS: Readonly<Record<ColumnField, (hazard: Hazard) => CsvValue>> = {
  key: (one) => one.reference,
  name: (one) => one.name,
  description: (one) => one.description,
  causes: (one) => one.causes,
  effect: (one) => one.effect,
  hazard: (one) => one.hazard,
  harm: (one) => one.harm,
  existingControls: (one) => one.existingControls,
  initialLikelihood: (one) => one.initial && likelihoodName(one.initial.likelihood),
  initialSeverity: (one) => one.initial && severityName(one.initial.severity),
  initialRisk: (one) => one.initialRisk,
  design: ofKind(design),
  test: ofKind(test),
  training: ofKind(training),
  process: ofKind(process),
  residualLikelihood: (one) => one.residual && likelihoodName(one.residual.likelihood),
  residualSeverity: (one) => one.residual && severityName(one.residual.severity),
  residualRisk: (one) => one.residualRisk,
  toleratedBecause: (one) => one.toleratedBecause,
  owner: (one) => one.ownerName,
  state: (one) => STATE_NAMES[one.state],
}
