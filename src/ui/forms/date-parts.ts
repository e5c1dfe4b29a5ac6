import type { FormState } from './form-state.js'

/** The three values of a DateField for a date `YYYY-MM-DD`, to start a form from. */
export const datePartsOf = (name: string, date: string): Record<string, string> => {
  const [year = '', month = '', day = ''] = date.split('-')
  return {
    [`${name}-day`]: withoutZeros(day),
    [`${name}-month`]: withoutZeros(month),
    [`${name}-year`]: year,
  }
}

/**
 * The date `YYYY-MM-DD` typed into a DateField; '' when all three are empty, and what was typed
 * ("31 13 2026") when it is no date, so that the schema refuses it with its own message.
 */
export const dateOfParts = (values: FormState['values'], name: string): string => {
  const day = part(values, name, 'day')
  const month = part(values, name, 'month')
  const year = part(values, name, 'year')
  if (day === '' && month === '' && year === '') return ''
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(date) ? date : `${day} ${month} ${year}`
}

const part = (values: FormState['values'], name: string, which: string): string => {
  const value = values[`${name}-${which}`] ?? ''
  return (typeof value === 'string' ? value : (value[0] ?? '')).trim()
}

const withoutZeros = (text: string): string => text.replace(/^0+/, '')

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
