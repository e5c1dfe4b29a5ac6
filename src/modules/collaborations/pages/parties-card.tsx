import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { isRole, roleInText } from '#kernel/roles.js'
import { asDate, Button, Card, Table, Tag } from '#ui/index.js'
import { MAY_LEAD } from '../model.js'
import { PARTY_TAGS } from './words.js'
import { hrefOf, type Part } from './shown.js'

/** The parties, who signed for each, and what may be changed. */
export const Parties = ({ context, shown }: Part): ReactElement => {
  const { parties, leads, collaboration, signatures } = shown
  const mayChange = leads && !collaboration.endedOn && isAllowed(context.actor, MAY_LEAD)
  const signedFor = (id: string) =>
    signatures.find((one) => one.organisationId === id && one.wording === collaboration.wording)
  return (
    <Card heading="Parties and signatories">
      <Table
        caption="Parties and signatories"
        quietCaption
        rows={parties}
        rowKey={(one) => one.id}
        columns={[
          { heading: 'Party', rowHeader: true, cell: (one) => one.organisationName },
          {
            heading: 'State',
            cell: (one) => (
              <>
                <Tag tone={PARTY_TAGS[one.state].tone}>{PARTY_TAGS[one.state].word}</Tag>
                <span className="wr-note">
                  {asDate(one.leftAt ?? one.answeredAt ?? one.invitedAt)},{' '}
                  {one.leftByName ?? one.answeredByName ?? one.invitedByName}
                  {one.leftReason ? `: ${one.leftReason}` : ''}
                </span>
              </>
            ),
          },
          {
            heading: 'Signed by',
            cell: (one) => {
              if (one.state !== 'agreed') return '–'
              const by = signedFor(one.organisationId)
              if (!by) return 'Not signed yet'
              const role = isRole(by.role) ? roleInText(by.role) : by.role
              return `${by.signedByName}, ${role}, ${asDate(by.signedAt)}`
            },
          },
          ...(mayChange
            ? [
                {
                  heading: 'What to do',
                  quietHeading: true,
                  cell: (one: (typeof parties)[number]) =>
                    (one.state === 'agreed' || one.state === 'invited') &&
                    one.organisationId !== collaboration.organisationId ? (
                      <a href={`${hrefOf(shown)}/parties/${one.organisationId}/remove`}>
                        Remove
                        <span className="nhsuk-u-visually-hidden"> {one.organisationName}</span>
                      </a>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {mayChange ? (
        <Button kind="secondary" href={`${hrefOf(shown)}/parties`}>
          Ask another party
        </Button>
      ) : null}
    </Card>
  )
}
