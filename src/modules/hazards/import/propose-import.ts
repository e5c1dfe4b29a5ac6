import { identifiableMessage } from '#kernel/identifiable-data.js'
import { PUBLISHED, type Level, type RiskMatrix } from '../clinical-safety-data.js'
import { emptyContent } from '../content.js'
import { CONTROL_KINDS, STATES, type Control, type HazardContent, type Score } from '../model.js'
import { riskOf } from '../rules.js'
import { COLUMN_NAMES, type ColumnField, type Mapping } from './columns.js'
import type { FileRow, FileTable } from './read-table.js'

/** A hazard that a file would bring in. */
export interface ProposedHazard {
  row: number
  key: string
  content: HazardContent
  /** What a person has to look at, such as a rating that the matrix does not give. */
  look: string | null
}

/** Something about a row that needs a person; `refused` keeps the row out. */
export interface RowProblem {
  row: number
  field: string
  message: string
  refused: boolean
}

/** What a file would do. */
export interface Proposal {
  read: number
  hazards: readonly ProposedHazard[]
  problems: readonly RowProblem[]
  /** Ratings of the file that could be held against the matrix, and how many agree. */
  ratings: { checked: number; agree: number }
}

/** What a table would bring in by a mapping, held against a matrix. Pure; nothing is stored. */
export const proposeHazards = (
  table: FileTable,
  mapping: Mapping,
  matrix: RiskMatrix,
): Proposal => {
  const problems: RowProblem[] = []
  const ratings = { checked: 0, agree: 0 }
  const keys = new Set<string>()
  const hazards = table.rows.flatMap((fileRow) => {
    const { row, cells } = fileRow
    const say = (field: ColumnField, message: string, refused = false) =>
      problems.push({ row, field: COLUMN_NAMES[field], message, refused })
    const reading: Reading = {
      cell: (field) => cells[mapping.indexOf(field)] ?? '',
      say,
      matrix,
      ratings,
    }
    const refusal = refusalOf(fileRow, reading, keys)
    if (refusal !== null) {
      say(refusal.field, refusal.message, true)
      return []
    }
    keys.add(keyOf(reading))
    return [hazardOf(row, reading)]
  })
  return { read: table.rows.length, hazards, problems, ratings }
}

interface Reading {
  cell: (field: ColumnField) => string
  say: (field: ColumnField, message: string, refused?: boolean) => void
  matrix: RiskMatrix
  ratings: { checked: number; agree: number }
}

const keyOf = ({ cell }: Reading): string =>
  (cell('key') || cell('name')).trim().toLowerCase().slice(0, 200)

const refusalOf = (
  { isLong, identifies }: FileRow,
  reading: Reading,
  keys: ReadonlySet<string>,
): { field: ColumnField; message: string } | null => {
  if (!reading.cell('name'))
    return { field: 'name', message: 'This row has no name for its hazard.' }
  if (identifies.length > 0) return { field: 'name', message: identifiableMessage(identifies) }
  if (isLong)
    return { field: 'description', message: 'One of its cells has more than 4,000 characters.' }
  if (keys.has(keyOf(reading)))
    return { field: 'key', message: 'An earlier row has the same number or name.' }
  return null
}

const hazardOf = (row: number, reading: Reading): ProposedHazard => {
  const { cell, say } = reading
  const name = cell('name')
  if (name.length > 200) say('name', 'Cut to 200 characters.')
  const [initial, residual] = [scoreOf('initial', reading), scoreOf('residual', reading)]
  const look = [ratingOf('initial', initial, reading), ratingOf('residual', residual, reading)]
  const state = STATES.find((one) => one === cell('state').toLowerCase())
  if (cell('state') && !state)
    say('state', `“${cell('state').slice(0, 40)}” is no state here; it is taken as open.`)
  const content: HazardContent = {
    ...emptyContent(name.slice(0, 200)),
    description: cell('description'),
    causes: cell('causes'),
    effect: cell('effect'),
    hazard: cell('hazard'),
    harm: cell('harm'),
    existingControls: cell('existingControls'),
    controls: controlsOf(reading),
    initial,
    residual,
    toleratedBecause: cell('toleratedBecause').slice(0, 2000),
    ...(cell('owner') ? { ownerName: cell('owner').slice(0, 200) } : {}),
  }
  return {
    row,
    key: keyOf(reading),
    content,
    look: look.filter((one) => one !== null).join(' ') || null,
  }
}

const NOTHING = /^(?:n\/?a|none|nil|-+|not applicable)\.?$/i

const controlsOf = ({ cell }: Reading): Control[] =>
  CONTROL_KINDS.flatMap((kind) => {
    const words = cell(kind)
    if (words === '' || NOTHING.test(words)) return []
    return [{ kind, words: words.slice(0, 2000), evidence: '', who: '', due: null, done: null }]
  })

const FIELDS = {
  initial: ['initialLikelihood', 'initialSeverity', 'initialRisk'],
  residual: ['residualLikelihood', 'residualSeverity', 'residualRisk'],
} as const

const scoreOf = (side: keyof typeof FIELDS, reading: Reading): Score | null => {
  const [likelihoodField, severityField] = FIELDS[side]
  const likelihood = levelOf(likelihoodField, PUBLISHED.likelihoods, reading)
  const severity = levelOf(severityField, PUBLISHED.severities, reading)
  if (likelihood !== null && severity !== null) return { likelihood, severity }
  if (likelihood !== null || severity !== null)
    reading.say(
      likelihood === null ? likelihoodField : severityField,
      'One of the two is missing, so it is left not scored.',
    )
  return null
}

const levelOf = (
  field: ColumnField,
  levels: readonly { level: Level; name: string }[],
  { cell, say }: Reading,
): Level | null => {
  const text = cell(field)
  if (text === '' || NOTHING.test(text)) return null
  const level = readLevel(text, levels)
  if (level === null) say(field, `“${text.slice(0, 40)}” is no level of the matrix.`)
  return level
}

/** A level written as a word, a number from 1 to 5, or both (“3 - Medium”); null where it is neither. */
export const readLevel = (
  text: string,
  levels: readonly { level: Level; name: string }[],
): Level | null => {
  const { digit, word } = LEVEL_FORMS.map((form) => form.exec(text)?.groups).find(Boolean) ?? {}
  if (word === undefined) return digit ? (Number(digit) as Level) : null
  const named = levels.find((one) => letters(one.name) === letters(word))
  return named && (!digit || Number(digit) === named.level) ? named.level : null
}

const LEVEL_FORMS = [
  /^\s*(?<digit>[1-5])(?:\.0)?\s*$/,
  /^\s*(?<digit>[1-5])\s*[-:.–)]?\s*(?<word>[a-z][a-z -]*)$/i,
  /^\s*(?<word>[a-z][a-z -]*?)\s*(?:\((?<digit>[1-5])\))?\s*$/i,
]

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '')

const ratingOf = (
  side: keyof typeof FIELDS,
  score: Score | null,
  reading: Reading,
): string | null => {
  const field = FIELDS[side][2]
  const text = reading.cell(field)
  const risk = riskOf(score, reading.matrix)
  if (text === '' || risk === null) return null
  reading.ratings.checked += 1
  if (/^\s*[1-5](?:\.0)?\s*$/.test(text) && Number(text) === risk) {
    reading.ratings.agree += 1
    return null
  }
  const message = `The file says ${text.slice(0, 40)}; the matrix gives ${risk}.`
  reading.say(field, `${message} The likelihood and severity are taken, the rating is not.`)
  return message
}
