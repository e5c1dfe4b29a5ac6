import type { ReactElement } from 'react'
import { isAllowed, type Actor } from '#kernel/actor.js'
import { Button, Form, InsetText, WarningCallout } from '#ui/index.js'
import { MAY_SCORE, MAY_WRITE } from '../model.js'
import type { CaseFacts } from '../report/assemble-case.js'
import { missingBeforeSigning } from '../report/safety-case.js'

/** Writing and signing a safety case: where either is not possible yet or any more, why, in place of the way there. */
export const WriteCase = (props: {
  here: string
  facts: CaseFacts
  actor: Actor
}): ReactElement | null => {
  const { here, facts, actor } = props
  if (facts.subject.deployment?.state === 'ceased')
    return <p>This deployment has ceased. Its hazard log and safety case are closed.</p>
  return isAllowed(actor, MAY_WRITE) ? (
    <p className="wr-screen-only">
      <a href={`${here}/write`}>Write its words</a>
    </p>
  ) : null
}

const STILL_MISSING: Readonly<Record<string, { why: string; action: string }>> = {
  conclusion: {
    why: 'The conclusion is still missing: what you, as clinical safety officer, conclude, in your own words.',
    action: 'Write the conclusion',
  },
  noHazards: {
    why: 'No hazard counts in this log. Log the hazards, or say why there is none.',
    action: 'Write why there is none',
  },
}

/** The button that signs and issues a safety case, or what is still missing before anybody can. */
export const SignCase = (props: {
  here: string
  csrf: string
  facts: CaseFacts
  actor: Actor
}): ReactElement | null => {
  const { here, csrf, facts, actor } = props
  if (!isAllowed(actor, MAY_SCORE) || facts.subject.deployment?.state === 'ceased') return null
  const missing = missingBeforeSigning(facts)
  if (missing.length > 0)
    return (
      <InsetText>
        <p>This report cannot be signed and issued yet.</p>
        <ul>
          {missing.map(({ field }) => (
            <li key={field}>
              {STILL_MISSING[field]?.why}{' '}
              <a className="wr-screen-only" href={`${here}/write#${field}`}>
                {STILL_MISSING[field]?.action}
              </a>
            </li>
          ))}
        </ul>
      </InsetText>
    )
  return (
    <Form action={`${here}/issue`} csrf={csrf}>
      <WarningCallout heading="What your signature means" headingLevel="h2">
        <p>
          You sign this report as clinical safety officer as it stands now. It is kept as it is for
          ever; a later one stands beside it.
        </p>
      </WarningCallout>
      <Button>Sign and issue this report</Button>
    </Form>
  )
}
