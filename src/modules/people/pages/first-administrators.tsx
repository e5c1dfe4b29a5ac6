import { Invalid } from '#kernel/errors.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { textOf } from '#modules/identity/index.js'
import {
  Button,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  Radios,
  TextField,
} from '#ui/index.js'
import { findOrganisations } from '../find-organisations.js'
import { invitePerson } from '../invite-person.js'
import { personIn, type PeopleParts } from '../parts.js'
import { AdministrationTabs } from './administration.js'
import { invitedContent } from './invited.js'

const PATH = '/administration/first-administrators'

/** An operator invites the first administrator of another organisation, and sees no records of it. */
export const firstAdministratorPage = (parts: PeopleParts): PageDescription =>
  page({
    path: PATH,
    allow: ['operator'],
    get: async ({ csrf, query, read, actor }, form) => {
      const text = textOf(form.values, 'q') || query['q'] || ''
      const found = await read(findOrganisations, { text })
      return {
        title: 'First administrators',
        nav: '/administration',
        breadcrumbs: [{ text: 'Administration', href: '/administration' }],
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <PageHeading>Invite the first administrator of an organisation</PageHeading>
            <AdministrationTabs active={PATH} actor={actor} />
            <div className="wr-readable">
              <Form action={PATH} method="get">
                <TextField
                  label="Name or ODS code of the organisation"
                  name="q"
                  value={text}
                  type="search"
                />
                <Button kind={found.length > 0 ? 'secondary' : 'primary'}>Search</Button>
              </Form>
              {text && found.length === 0 ? (
                <p>No listed organisation fits “{text}”. Add it to the list first.</p>
              ) : null}
              {found.length > 0 ? (
                <Form action={PATH} csrf={csrf}>
                  <Hidden name="q" value={text} />
                  <Radios
                    label="Organisation"
                    choices={found.map((one) => ({
                      value: one.id,
                      label: one.name,
                      hint: one.odsCode ? `ODS code ${one.odsCode}` : undefined,
                    }))}
                    {...field(form, 'organisationId')}
                  />
                  <TextField label="Full name" autocomplete="off" {...field(form, 'name')} />
                  <TextField
                    label="E-mail address"
                    type="email"
                    autocomplete="off"
                    spellCheck={false}
                    {...field(form, 'email')}
                  />
                  <Button>Invite as administrator</Button>
                </Form>
              ) : null}
            </div>
          </>
        ),
      }
    },
    post: async ({ actor, read }, { values }) => {
      const found = await read(findOrganisations, { text: textOf(values, 'q') })
      const organisation = found.find((one) => one.id === textOf(values, 'organisationId'))
      if (!organisation) {
        throw new Invalid([{ field: 'organisationId', message: 'Choose the organisation.' }])
      }
      // As operator and nothing else: whatever roles the person holds at home do not come along.
      const doors = parts.doorsFor(personIn(actor, organisation, ['operator']))
      const name = textOf(values, 'name')
      const email = textOf(values, 'email')
      const invited = await doors.run(invitePerson, { name, email, roles: ['administrator'] })
      return invitedContent(parts, invited, name, [
        { text: 'Administration', href: '/administration' },
        { text: 'First administrators', href: PATH },
      ])
    },
  })
