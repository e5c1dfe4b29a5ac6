import type { ReactElement } from 'react'
import {
  CHECK_NAMES,
  rolesInWords,
  stepInWords,
  type Framework,
  type Gate,
} from '#modules/framework/index.js'
import { Details, Tag } from '#ui/index.js'

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
        {gate.checks.length > 0 ? <p>It also looks at the record itself:</p> : null}
        <ul>
          {gate.checks.map(({ check, effect, local }) => (
            <li key={check}>
              {CHECK_NAMES[check]}
              {effect === 'advises' ? ' (advice)' : ''}{' '}
              {local ? <Tag tone="blue">local addition</Tag> : null}
              {local ? (
                <span className="wr-note">
                  From {local.layer}.{' '}
                  {local.national ? 'It asks more of it than the national set.' : ''}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        {gate.signOff.length > 0 ? <p>Before the decision sign, in this order:</p> : null}
        <ul>
          {gate.signOff.map((step) => (
            <li key={step.id}>
              {stepInWords(step, gate.signOff, framework)}{' '}
              {step.local ? <Tag tone="blue">local addition</Tag> : null}
              {step.local ? <span className="wr-note">From {step.local.layer}.</span> : null}
            </li>
          ))}
        </ul>
        <p>It is decided by {rolesInWords(gate.decidedBy)}.</p>
        <p className="wr-note">{framework.wordingNote}</p>
      </Details>
    </>
  )
}
