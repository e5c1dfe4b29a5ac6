import type { ReactElement } from 'react'
import { roleInText } from '#kernel/roles.js'
import { asDate, asList, Card, InsetText } from '#ui/index.js'
import { FIELD_NAMES, fieldsChanged, scoreWords } from '../field-words.js'
import type { HazardRevision } from '../model.js'
import type { showHazard } from '../show-hazard.js'

type Shown = Awaited<ReturnType<typeof showHazard.run>>

/** What another organisation states, and what was changed here. */
export const Source = ({ shown: { hazard, adjusted } }: { shown: Shown }): ReactElement | null => {
  const { source } = hazard
  if (source === null) return null
  return (
    <InsetText>
      <p>
        Stated by {source.organisationName}
        {source.versionName ? ` for version ${source.versionName}` : ''}
        {source.withdrawn ? ', and withdrawn there since' : ''}. There: {scoreWords(source.initial)}{' '}
        before controls; {scoreWords(source.residual)} after. Relying on this does not pass on your
        responsibility: the score that counts here is your own.
      </p>
      <p>
        {adjusted.length === 0
          ? 'Its words stand here as they were stated.'
          : `Changed here: ${asList(adjusted.map((one) => fieldName(one).toLowerCase()))}.`}
      </p>
    </InsetText>
  )
}

const fieldName = (field: string): string => FIELD_NAMES[field] ?? field

/** Who accepted the risk, and which acceptances still count. */
export const Acceptances = ({ shown }: { shown: Shown }): ReactElement | null => {
  const { everyAcceptance, hazard, acceptances } = shown
  const ofGroup = acceptances.slice(
    everyAcceptance.filter((one) => one.hazardRevision === hazard.revision).length,
  )
  if (everyAcceptance.length === 0 && ofGroup.length === 0) return null
  return (
    <Card heading="Acceptances">
      <ul>
        {everyAcceptance.map((one) => (
          <li key={`${one.hazardRevision} ${one.role}`}>
            Risk {one.risk} accepted by {one.personName}, {roleInText(one.role)}, on{' '}
            {asDate(one.on)}.{one.reason ? ` ${one.reason}` : ''}
            {one.hazardRevision === hazard.revision
              ? ''
              : ' The hazard has changed since; this no longer counts.'}
          </li>
        ))}
        {ofGroup.map((one) => (
          <li key={`group ${one.role}`}>
            Risk {one.risk} accepted by {one.personName}, {roleInText(one.role)}, on{' '}
            {asDate(one.on)}.
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The revisions of a hazard as a history. */
export const historyOf = (revisions: readonly HazardRevision[]) =>
  revisions.map((one, place) => {
    const before = revisions[place + 1]
    return {
      what: one.what,
      who: one.byName,
      when: one.at,
      ...(one.note ? { reason: one.note } : {}),
      changes: before ? changesBetween(before, one) : [],
    }
  })

const changesBetween = (before: HazardRevision, after: HazardRevision) => {
  const [to, from] = [
    fieldsChanged(before.content, after.content),
    fieldsChanged(after.content, before.content),
  ]
  return Object.entries(to).map(([field, words]) => ({
    field: fieldName(field),
    before: from[field] || 'not answered',
    after: words || 'not answered',
  }))
}
