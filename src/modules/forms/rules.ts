import { FORM_SCOPES, type FormScope } from './model.js'

/**
 * The scopes of what a form about something answers: one about a deployment also fills the parts that are
 * kept about its version, its supplier and the organisation that uses it; any other only its own.
 */
export const scopesAnswered = (about: FormScope): readonly FormScope[] =>
  about === 'deployment' ? FORM_SCOPES : [about]
