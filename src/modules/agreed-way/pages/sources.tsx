import type { ReactElement } from 'react'
import { markInWords, sourceDate, type Requirement } from '#modules/framework/index.js'
import { keyOfSource } from '../confirmable-items.js'
import type { Confirmations } from '../confirmations.js'
import { confirmedInWords } from './mark.js'

/** Where a requirement comes from: each source with its date and how sure it is, or who confirmed it. */
export const Sources = (props: {
  requirement: Pick<Requirement, 'id' | 'sources'>
  confirmations: Confirmations
}): ReactElement => (
  <ul>
    {props.requirement.sources.map((source) => {
      const confirmation = props.confirmations.get(keyOfSource(props.requirement, source))
      return (
        <li key={source.name}>
          {source.address ? <a href={source.address}>{source.name}</a> : source.name},{' '}
          {sourceDate(source)}
          {source.supports ? `, for ${source.supports}` : ''} (
          {confirmation ? (
            <a href={`/framework/to-confirm/${confirmation.item}`}>
              {confirmedInWords(confirmation)}
            </a>
          ) : (
            markInWords(source)
          )}
          )
        </li>
      )
    })}
  </ul>
)
