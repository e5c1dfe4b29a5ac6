import type { ReactElement } from 'react'
import { asDate, asSentence, Card } from '#ui/index.js'
import type { Criteria, HazardLog } from '../model.js'
import type { LogSubject } from '../subject.js'

/** What the log of an organisation is for that a group's deployment covers. */
export const LogOfMember = ({ subject }: { subject: LogSubject }): ReactElement => (
  <>
    <h2>Hazards at {subject.organisationName}</h2>
    <p>
      {subject.deployment?.organisationName} reviews its hazards for the organisations it covers.
      What it states arrives here. Score or change what differs at yours, add what is missing, then
      review and sign this log.{' '}
      <a href={membersOf(subject)}>What the group did, and where you sign</a>
    </p>
  </>
)

const membersOf = ({ deployment }: LogSubject): string =>
  `/register/deployments/${deployment?.id ?? ''}/members`

/** By which criteria the hazards of a log are judged, and when it was reviewed as a whole. */
export const HowJudged = ({
  log,
  criteria,
}: {
  log: HazardLog | null
  criteria: Criteria
}): ReactElement => (
  <Card heading="How this is judged">
    <p>
      Risks are looked up by likelihood and severity in{' '}
      {criteria.id === null
        ? 'the published 5 by 5 matrix'
        : `your organisation’s own criteria, signed by ${criteria.signedByName} on ${asDate(criteria.signedOn ?? '')}`}
      ; they are never a product of two numbers. <a href="/hazard-criteria">See the criteria</a>
    </p>
    <p>
      {log?.reviewedOn
        ? `Last reviewed on ${asDate(log.reviewedOn)} by ${log.reviewedByName}: ${asSentence(log.reviewNote)}`
        : 'This log has not been reviewed as a whole yet.'}
      {log?.coversGroup ? ' The review covers the organisations of the group.' : ''}
      {log?.offered ? ' Partners may copy this log as a starting point.' : ''}
    </p>
  </Card>
)
