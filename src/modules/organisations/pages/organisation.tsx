import type { ReactElement } from 'react'
import { page } from '#kernel/declare/page.js'
import { asDate, Button, Card, SummaryList, Table, Tag, TwoColumns } from '#ui/index.js'
import { type OpenProposal, type Organisation, type SystemMembership } from '../model.js'
import { showOrganisation } from '../show-organisation.js'
import { isNamed } from '../rules.js'
import { ListedAlready } from './listed.js'
import { Successions } from './successions.js'
import { LICENCE_WORDS, regionWords, sourceWords } from './words.js'
import { Sites } from './sites.js'

/** One organisation: its facts, the systems it belongs to, what came before and after, its sites. */
export const organisationPage = page({
  path: '/register/organisations/:id',
  allow: ['signed-in', 'operator'],
  get: async ({ read, params }) => {
    const shown = await read(showOrganisation, { id: params['id'] })
    const { organisation } = shown
    return {
      title: organisation.name,
      nav: '/register',
      subject: { kind: 'organisation', id: organisation.id },
      tab: 'Summary',
      body: (
        <TwoColumns
          main={
            <>
              <ListedAlready organisationId={organisation.id} {...shown} />
              <Proposals proposals={shown.proposals} mayDecide={shown.mayDecide} />
              {organisation.kind === 'icb' ? (
                <Members members={shown.members} />
              ) : (
                <Memberships
                  organisation={organisation}
                  memberships={shown.memberships}
                  mayDecide={shown.mayDecide}
                />
              )}
              <Successions {...shown} />
              <Sites
                organisationId={organisation.id}
                sites={shown.sites}
                mayKeep={shown.mayKeepSites}
              />
            </>
          }
          side={<Facts organisation={organisation} mayDecide={shown.mayDecide} />}
        />
      ),
    }
  },
})

const Facts = ({
  organisation,
  mayDecide,
}: {
  organisation: Organisation
  mayDecide: boolean
}): ReactElement => (
  <Card heading="Facts">
    <SummaryList
      rows={[
        { key: 'ODS code', value: organisation.odsCode ?? 'none' },
        { key: 'Region', value: regionWords(organisation.regionCode) },
        {
          key: 'Board of the head office',
          value: organisation.fileIcbCode
            ? `${organisation.fileIcbCode} (as the file says; not the system it belongs to)`
            : 'not given',
        },
        ...(organisation.subIcbCode
          ? [{ key: 'Sub-ICB location', value: organisation.subIcbCode }]
          : []),
        {
          key: 'Address',
          value:
            [...(organisation.address ?? []), organisation.postcode ?? '']
              .filter(Boolean)
              .join(', ') || 'not given',
        },
        { key: 'Opened', value: organisation.opened ? asDate(organisation.opened) : 'not known' },
        { key: 'Closed', value: organisation.closed ? asDate(organisation.closed) : 'no' },
        { key: 'Source', value: sourceWords(organisation) },
      ]}
    />
    {mayDecide && isNamed(organisation) ? (
      <Button kind="secondary" href={`/register/organisations/${organisation.id}/edit`}>
        Correct these
      </Button>
    ) : null}
    {isNamed(organisation) ? null : <p className="wr-note">{LICENCE_WORDS}</p>}
  </Card>
)

const Memberships = (props: {
  organisation: Organisation
  memberships: readonly SystemMembership[]
  mayDecide: boolean
}): ReactElement => {
  const here = `/register/organisations/${props.organisation.id}`
  return (
    <Card heading="Systems it belongs to" id="systems">
      <Table
        caption="Systems it belongs or belonged to"
        quietCaption
        rows={props.memberships}
        rowKey={(one) => one.id}
        empty={<p>No system has been confirmed.</p>}
        columns={[
          {
            heading: 'System',
            cell: (one) => <a href={`/register/organisations/${one.systemId}`}>{one.systemName}</a>,
          },
          { heading: 'From', cell: (one) => asDate(one.from) },
          { heading: 'Until', cell: (one) => (one.until ? asDate(one.until) : 'now') },
          {
            heading: 'Confirmed by',
            cell: (one) => `${one.confirmedBy}, ${asDate(one.confirmedAt)}`,
          },
          {
            heading: 'What to do',
            quietHeading: true,
            cell: (one) =>
              props.mayDecide && one.until === null ? (
                <a href={`${here}/memberships/${one.id}/end`}>
                  End
                  <span className="nhsuk-u-visually-hidden"> membership of {one.systemName}</span>
                </a>
              ) : null,
          },
        ]}
      />
      {props.mayDecide && props.organisation.kind !== 'supplier' ? (
        <Button kind="secondary" href={`${here}/memberships/new`}>
          Say which system it belongs to
        </Button>
      ) : null}
    </Card>
  )
}

const Members = (props: {
  members: readonly { id: string; name: string; from: string }[]
}): ReactElement => (
  <Card heading="Organisations of this system" id="members">
    <Table
      caption="Organisations of this system today"
      quietCaption
      rows={props.members}
      rowKey={(one) => one.id}
      empty={
        <p>
          None yet. The administrator of each organisation, or an operator, confirms on its page
          that it belongs here.
        </p>
      }
      columns={[
        {
          heading: 'Organisation',
          cell: (one) => <a href={`/register/organisations/${one.id}`}>{one.name}</a>,
        },
        { heading: 'From', cell: (one) => asDate(one.from) },
      ]}
    />
  </Card>
)

const Proposals = (props: {
  proposals: readonly OpenProposal[]
  mayDecide: boolean
}): ReactElement | null =>
  props.proposals.length === 0 ? null : (
    <Card heading="Change of system to confirm" edge="yellow" id="proposals">
      <p>
        A national file places its head office in another board. That alone does not make it a
        member: a person who knows says so.
      </p>
      <Table
        caption="Proposed systems"
        quietCaption
        rows={props.proposals}
        rowKey={(one) => one.id}
        columns={[
          { heading: 'System', cell: (one) => one.systemName },
          { heading: 'Why', cell: (one) => one.reason },
          { heading: 'Proposed', cell: (one) => asDate(one.proposedAt) },
          {
            heading: 'What to do',
            quietHeading: true,
            cell: (one) =>
              props.mayDecide ? (
                <a href={`/register/organisations/${one.organisationId}/proposals/${one.id}`}>
                  Accept or refuse
                  <span className="nhsuk-u-visually-hidden"> {one.systemName}</span>
                </a>
              ) : (
                <Tag>Waits for its administrator</Tag>
              ),
          },
        ]}
      />
    </Card>
  )
