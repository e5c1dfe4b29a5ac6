import type { ReactElement } from 'react'
import { markInWords, sourceDate, type GuidedForm } from '#modules/framework/index.js'

/** Where a form comes from: each source with its date and how sure it is. */
export const FormSources = ({ form }: { form: GuidedForm }): ReactElement => (
  <ul>
    {form.sources.map((source) => (
      <li key={source.name}>
        {source.address ? <a href={source.address}>{source.name}</a> : source.name},{' '}
        {sourceDate(source)}
        {source.supports ? `, for ${source.supports}` : ''} ({markInWords(source)})
      </li>
    ))}
  </ul>
)
