import { Invalid } from '#kernel/errors.js'
import { page, type PageContext, type PageDescription } from '#kernel/declare/page.js'
import { textOf } from '#modules/identity/index.js'
import { asCountOf, ConfirmPage, ErrorSummary, field, Select, Table } from '#ui/index.js'
import { closeAccount } from '../close-account.js'
import { deactivatePerson } from '../deactivate-person.js'
import type { OwnedRecord } from '../model.js'
import type { PeopleParts } from '../parts.js'
import { showPeopleWithRole, showPerson } from '../show-people.js'
import { crumbsTo } from './person.js'

const SUCCESSORS = ['deployment-owner', 'administrator']

/** A leaver: what they own, who takes it over, and the end of their roles here. */
export const leavePage = (parts: PeopleParts): PageDescription =>
  page({
    path: '/administration/people/:id/leave',
    allow: ['administrator'],
    get: async (context, form) => {
      const personId = context.params['id'] ?? ''
      const { person, worksElsewhere } = await context.read(showPerson, { personId })
      const owned = await ownedBy(parts, context, personId)
      const successors = await context.read(showPeopleWithRole, { roles: SUCCESSORS })
      const names = new Map(successors.map((one) => [one.personId, one.name]))
      names.delete(personId)
      return {
        title: `${person.name} is leaving`,
        nav: '/administration',
        breadcrumbs: crumbsTo(person),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <ConfirmPage
              question={`Is ${person.name} leaving ${context.actor.organisationName ?? ''}?`}
              action={`/administration/people/${personId}/leave`}
              csrf={context.csrf}
              buttonText="End all roles"
              cancelHref={`/administration/people/${personId}`}
            >
              <p>
                All their roles here end at once.{' '}
                {worksElsewhere
                  ? 'Their account stays open: they have roles at another organisation.'
                  : 'Their account is closed and they are signed out everywhere.'}{' '}
                What they did stays in the history under their name. API keys they made go on
                working: look at them too.
              </p>
              <Table
                caption={`${person.name} owns ${asCountOf(owned.length, 'record')}`}
                rows={owned}
                rowKey={(record) => record.href}
                empty={<p>{person.name} owns no records, so there is nothing to hand over.</p>}
                columns={[
                  {
                    heading: 'Record',
                    cell: (record) => <a href={record.href}>{record.name}</a>,
                  },
                  { heading: 'What it is', cell: (record) => record.kind },
                ]}
              />
              {owned.length > 0 ? (
                <Select
                  label="Who takes these over?"
                  hint="Deployment owners and administrators can."
                  empty="Choose a person"
                  choices={[...names].map(([value, label]) => ({ value, label }))}
                  {...field(form, 'handOverTo')}
                />
              ) : null}
            </ConfirmPage>
          </>
        ),
      }
    },
    post: async (context, { values }) => {
      const personId = context.params['id'] ?? ''
      const handOverTo = textOf(values, 'handOverTo')
      if (!handOverTo && (await ownedBy(parts, context, personId)).length > 0) {
        throw new Invalid([{ field: 'handOverTo', message: 'Choose who takes the records over.' }])
      }
      const left = await context.run(deactivatePerson, { personId, handOverTo })
      if (left.accountClosed) {
        await closeAccount(parts.signIn, { personId, by: context.actor.id })
      }
      return { redirect: '/administration/people', flash: `${left.name} has left.` }
    },
  })

const ownedBy = async (
  { owned }: PeopleParts,
  { read }: PageContext,
  personId: string,
): Promise<OwnedRecord[]> =>
  (await Promise.all(owned.map((query) => read(query, { personId })))).flat()
