import type { Problem } from '#kernel/errors.js'
import { findIdentifiable, identifiableMessage } from '#kernel/identifiable-data.js'
import { MEASURE_CHOICES, type AnswerField, type Requirement } from '#modules/framework/index.js'
import type { AnswerValue } from './model.js'

type Given = Readonly<Record<string, string | number | boolean | string[] | null>>

/** Whether a field is answered: neither absent, null nor empty. */
export const isAnswered = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  !(typeof value === 'string' && value.trim() === '') &&
  !(Array.isArray(value) && value.length === 0)

/**
 * Answers as typed, read by what each field of the requirement asks for; fields not answered are left
 * out. Problems name the field `answers.<id>`.
 */
export const readAnswers = (
  requirement: Requirement,
  given: Given,
): { values: Record<string, AnswerValue>; problems: Problem[] } => {
  const values: Record<string, AnswerValue> = {}
  const problems: Problem[] = Object.keys(given)
    .filter((id) => !requirement.fields.some((field) => field.id === id))
    .map((id) => ({ field: `answers.${id}`, message: `${requirement.id} does not ask for ${id}.` }))
  for (const field of requirement.fields) {
    const raw = given[field.id]
    if (!isAnswered(raw)) continue
    const read = readers[field.kind](raw ?? null, field)
    if ('problem' in read) problems.push({ field: `answers.${field.id}`, message: read.problem })
    else values[field.id] = read.value
  }
  return { values, problems }
}

type Read = { value: AnswerValue } | { problem: string }
type Reader = (raw: Given[string], field: AnswerField) => Read

const readText: Reader = (raw) => {
  if (typeof raw !== 'string') return { problem: 'Answer in words.' }
  const kinds = findIdentifiable(raw, 'free-text')
  return kinds.length > 0 ? { problem: identifiableMessage(kinds) } : { value: raw.trim() }
}

const readYesNo: Reader = (raw) => {
  if (raw === true || raw === 'yes') return { value: true }
  if (raw === false || raw === 'no') return { value: false }
  return { problem: 'Choose yes or no.' }
}

const readChoice: Reader = (raw, field) =>
  field.choices.some((choice) => choice.id === raw)
    ? { value: String(raw) }
    : { problem: 'Choose one of the answers.' }

const readNumber: Reader = (raw, { minimum, maximum }) => {
  const value = typeof raw === 'number' ? raw : Number(String(raw).replaceAll(/[ ,]/g, ''))
  if (!Number.isFinite(value)) return { problem: 'Enter a number.' }
  if (minimum !== null && value < minimum) return { problem: `Enter ${minimum} or more.` }
  if (maximum !== null && value > maximum) return { problem: `Enter ${maximum} or less.` }
  return { value }
}

const readDate: Reader = (raw) =>
  typeof raw === 'string' && isDate(raw)
    ? { value: raw }
    : { problem: 'Enter a date as day, month and year.' }

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

const readMeasures: Reader = (raw) => {
  const list = (Array.isArray(raw) ? raw : [String(raw)]).filter((one) => one !== '')
  return list.every((one) => MEASURE_CHOICES.some((choice) => choice.id === one))
    ? { value: list }
    : { problem: 'Choose measures from the list.' }
}

const readers: Record<AnswerField['kind'], Reader> = {
  text: readText,
  'long-text': readText,
  person: readText,
  'yes-no': readYesNo,
  choice: readChoice,
  number: readNumber,
  date: readDate,
  'measure-choice': readMeasures,
}
