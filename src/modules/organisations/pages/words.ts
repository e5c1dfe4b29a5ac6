import { asDate } from '#ui/index.js'
import { REGION_NAMES, type Organisation } from '../model.js'
import { ODS_FORM_NAMES, ODS_FORMS } from '../ods/index.js'

/** Where the facts of an organisation come from, and the day they were so or were taken in. */
export const sourceWords = ({ source, sourceDate }: Organisation): string => {
  const form = ODS_FORMS.find((one) => one === source)
  if (form) {
    const taken = sourceDate ? `, taken in on ${asDate(sourceDate)}` : ''
    return `National file: ${ODS_FORM_NAMES[form]}${taken}`
  }
  const day = sourceDate ? `, as of ${asDate(sourceDate)}` : ''
  return source === 'reference-pack'
    ? `Starting list of Wardround, from the NHS Organisation Data Service${day}`
    : `${source}${day}`
}

/** The name of a region, or its code where it is not one of England's. */
export const regionWords = (code: string | null): string =>
  code === null ? 'not known' : (REGION_NAMES[code] ?? code)

/** Facts from the Organisation Data Service carry this statement. */
export const LICENCE_WORDS =
  'Facts about NHS organisations contain information from NHS England, licensed under the Open Government Licence v3.0.'
