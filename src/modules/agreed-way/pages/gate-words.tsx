import type { ReactElement } from 'react'
import type { Framework, Gate } from '#modules/framework/index.js'
import { Details } from '#ui/index.js'

/** A gate's name, and what it asks with the framework areas and the words of the lifecycle. */
export const GateWords = (props: { gate: Gate; framework: Framework }): ReactElement => {
  const { gate, framework } = props
  const areasOf = (ids: Gate['areas']) =>
    framework.areas
      .filter((area) => ids.includes(area.id))
      .map((area) => area.name)
      .join('; ')
  return (
    <>
      {gate.name}
      <Details summary={`What “${gate.name}” asks`}>
        <ul>
          {gate.asks.map((one) => (
            <li key={one.question}>
              {one.question}
              <span className="wr-note">
                {areasOf(one.areas)}. In the words of the delivery approach:{' '}
                {gate.lifecycle.join(', ')}.
              </span>
            </li>
          ))}
        </ul>
        <p className="wr-note">{framework.wordingNote}</p>
      </Details>
    </>
  )
}
