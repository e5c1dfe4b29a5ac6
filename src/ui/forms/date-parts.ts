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
  const [day, month, year] = ['day', 'month', 'year'].map((part) => {
    const value = values[`${name}-${part}`] ?? ''
    return (typeof value === 'string' ? value : (value[0] ?? '')).trim()
  }) as [string, string, string]
  if (day === '' && month === '' && year === '') return ''
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(date) ? date : `${day} ${month} ${year}`
}

const withoutZeros = (text: string): string => text.replace(/^0+/, '')

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
