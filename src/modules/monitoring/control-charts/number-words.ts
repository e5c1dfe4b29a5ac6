const small = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 })
const large = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 })

/** A figure for reading: four digits, or one place after the point from 1,000 up. */
export const asNumber = (value: number | null): string => {
  if (value === null) return '–'
  return (Math.abs(value) >= 1000 ? large : small).format(value)
}

/** A share as a percentage with one place. */
export const asPercent = (value: number | null): string =>
  value === null ? '–' : percent.format(value)
