import type { ReactElement } from 'react'
import type { CatalogueMeasure, ToolClass } from '../../catalogue/catalogue-schema.js'
import { CHART_WORDS, chartFor, FIGURE_KIND_WORDS } from '../../figure-kinds.js'
import { capital, PERIOD_WORDS, RULE_OF_PLAN_WORDS } from '../../words.js'
import { DIRECTION_WORDS } from '../plan/direction-words.js'

/** A class of tools in words. */
export const CLASS_WORDS: Readonly<Record<ToolClass, string>> = {
  all: 'any tool',
  imaging: 'imaging and diagnosis',
  triage: 'triage',
  prediction: 'prediction of risk',
  scribe: 'scribes',
  assistant: 'assistants that write',
  admin: 'administration',
}

const SURE_WORDS = {
  verified: 'read at its source',
  secondary: 'read in a second place',
  'to-be-confirmed': 'to be confirmed',
} as const

/** A measure of the catalogue as a person reads it before choosing. */
export const MeasureWords = ({ measure }: { measure: CatalogueMeasure }): ReactElement => {
  const { name, kind, chart = chartFor(kind), numerator, denominator, refs, source } = measure
  return (
    <>
      {name}
      <span className="wr-note">
        {capital(FIGURE_KIND_WORDS[kind])}: {numerator}
        {denominator.startsWith('none') ? '' : `; of ${denominator}`}. Unit: {measure.unit}. Better
        is {DIRECTION_WORDS[measure.direction]}. Suggested {PERIOD_WORDS[measure.every]},{' '}
        {CHART_WORDS[chart]}, {RULE_OF_PLAN_WORDS[measure.rule]}
        {measure.fromLog ? ', computed from a prediction log' : ''}.
      </span>
      <span className="wr-note">
        On a signal: {measure.onSignal}{' '}
        {refs.length > 0 ? `Also known as ${refs.join(', ')}. ` : ''}
        {capital(SURE_WORDS[source.sure])}.
      </span>
    </>
  )
}
