import { page } from '#kernel/declare/page.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { textOf } from '#modules/identity/index.js'
import {
  Button,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  Hidden,
  PageHeading,
  Radios,
  Select,
  TextArea,
  TextField,
} from '#ui/index.js'
import { findOrganisations } from '../find-organisations.js'
import { ROLES_HELD_ELSEWHERE } from '../model.js'
import { offerRole } from '../offer-role.js'
import { showOwnDeputies } from '../show-standing-in.js'
import { crumbs, PATH } from './arrangement-parts.js'

/** The page on which somebody of ours is offered to hold a role at another organisation. */
export const offerPage = page({
  path: `${PATH}/offer`,
  allow: ['administrator'],
  get: async ({ read, query, csrf }, form) => {
    const text = textOf(form.values, 'q') || (query['q'] ?? '')
    const found = await read(findOrganisations, { text })
    const { colleagues } = await read(showOwnDeputies, {})
    return {
      title: 'Offer a role elsewhere',
      nav: '/administration',
      breadcrumbs: crumbs,
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Let somebody of ours hold a role elsewhere</PageHeading>
          <p>
            For a clinical safety officer, data protection officer or another role that an
            organisation does not have itself. An administrator there confirms it. From then on the
            person has the rights of that role there, and nothing more.
          </p>
          <Form action={`${PATH}/offer`} method="get">
            <TextField
              label="Name or ODS code of the organisation"
              name="q"
              value={text}
              type="search"
            />
            <Button kind={found.length > 0 ? 'secondary' : 'primary'}>Search</Button>
          </Form>
          {text && found.length === 0 ? <p>No listed organisation fits “{text}”.</p> : null}
          {found.length > 0 ? (
            <Form action={`${PATH}/offer`} csrf={csrf}>
              <Hidden name="q" value={text} />
              <Radios
                label="Organisation"
                choices={found.map((one) => ({
                  value: one.id,
                  label: one.name,
                  hint: one.odsCode ? `ODS code ${one.odsCode}` : undefined,
                }))}
                {...field(form, 'hostId')}
              />
              <Select
                label="Who holds the role there"
                empty="Choose a colleague"
                choices={colleagues.map((one) => ({ value: one.personId, label: one.name }))}
                {...field(form, 'personId')}
              />
              <Select
                label="Role"
                empty="Choose a role"
                choices={ROLES_HELD_ELSEWHERE.map((role) => ({
                  value: role,
                  label: ROLE_NAMES[role],
                }))}
                {...field(form, 'role')}
              />
              <TextArea
                label="What it rests on"
                hint="Such as a service agreement and its date"
                {...field(form, 'basis')}
              />
              <DateField label="First day" {...fieldDate(form, 'firstDay')} />
              <DateField
                label="Last day"
                hint="It ends by itself after this day, two years on at the latest"
                {...fieldDate(form, 'lastDay')}
              />
              <Button>Offer it</Button>
            </Form>
          ) : null}
        </div>
      ),
    }
  },
  post: async ({ run }, { values }) => {
    await run(offerRole, {
      ...values,
      firstDay: dateOfParts(values, 'firstDay'),
      lastDay: dateOfParts(values, 'lastDay'),
    })
    return { redirect: PATH, flash: 'It is offered. An administrator there confirms it.' }
  },
})
