import type { ReactElement } from 'react'
import type { Requirement } from '../model.js'
import { markInWords, sourceDate } from './words.js'

/** Where a requirement or a form comes from: each source with its date and how sure it is. */
export const Sources = ({
  requirement,
}: {
  requirement: Pick<Requirement, 'sources'>
}): ReactElement => (
  <ul>
    {requirement.sources.map((source) => (
      <li key={source.name}>
        {source.address ? <a href={source.address}>{source.name}</a> : source.name},{' '}
        {sourceDate(source)}
        {source.supports ? `, for ${source.supports}` : ''} ({markInWords(source)})
      </li>
    ))}
  </ul>
)
