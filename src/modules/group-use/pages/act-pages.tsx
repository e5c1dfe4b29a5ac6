import { page, type PageDescription } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import {
  Button,
  ButtonGroup,
  Checkboxes,
  ConfirmPage,
  ErrorSummary,
  field,
  fieldList,
  Form,
  Hidden,
  TextArea,
  TextField,
} from '#ui/index.js'
import { addMembers } from '../add-members.js'
import { endConfirmation } from '../end-confirmation.js'
import { MAY_COVER, MAY_END, SECOND_ROLES } from '../model.js'
import { removeMember } from '../remove-member.js'
import { findToCover, showMembers } from '../show-members.js'
import { signSecond } from '../sign-second.js'
import { stateToMembers } from '../state-to-members.js'
import { signedWords } from './group-view.js'
import { Statement } from './statement.js'

const PATH = '/register/deployments/:id/members'
const membersOf = (params: Readonly<Record<string, string>>): string =>
  `/register/deployments/${params['id']}/members`

const addPage = page({
  path: `${PATH}/add`,
  allow: MAY_COVER,
  get: async ({ read, params, query, csrf }, form) => {
    const typed = form.values['q']
    const text = typeof typed === 'string' ? typed : (query['q'] ?? '')
    const found = await read(findToCover, { text })
    const here = `${membersOf(params)}/add`
    return {
      title: 'Add organisations',
      nav: '/register',
      subject: { kind: 'deployment', id: params['id'] ?? '' },
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <h2 className="nhsuk-heading-l">Add organisations that this deployment covers</h2>
          <Form action={here} method="get">
            <TextField
              label="Name or ODS code, such as of a practice"
              name="q"
              value={text}
              type="search"
            />
            <Button kind={found.length > 0 ? 'secondary' : 'primary'}>Search</Button>
          </Form>
          {text && found.length === 0 ? <p>No listed organisation fits “{text}”.</p> : null}
          {found.length > 0 ? (
            <Form action={here} csrf={csrf}>
              <Hidden name="q" value={text} />
              <Checkboxes
                label="Which of them does it cover?"
                hint="They see this deployment and what you state. None is live before it confirms."
                choices={found.map((one) => ({
                  value: one.id,
                  label: one.name,
                  hint: one.odsCode ? `ODS code ${one.odsCode}` : undefined,
                }))}
                {...fieldList(form, 'memberIds')}
              />
              <ButtonGroup>
                <Button>Add them</Button>
                <a href={membersOf(params)}>Cancel</a>
              </ButtonGroup>
            </Form>
          ) : null}
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { added } = await run(addMembers, {
      deploymentId: params['id'],
      memberIds: values['memberIds'] ?? [],
    })
    const many = added === 1 ? '1 organisation is' : `${added} organisations are`
    return { redirect: membersOf(params), flash: `${many} added.` }
  },
})

const statePage = page({
  path: `${PATH}/state`,
  allow: MAY_COVER,
  get: async ({ read, params, csrf, url }, form) => {
    const { deployment, statement } = await read(showMembers, { deploymentId: params['id'] })
    return {
      title: 'State what we did',
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <h2 className="nhsuk-heading-l">State to the members what we did</h2>
          <p>
            Every requirement that is signed or accepted, and not under review, goes with it, with
            who signed it and when; never the answers or documents themselves.
            {statement ? ' Every member then confirms again.' : ''}
          </p>
          <Form action={url} csrf={csrf}>
            <TextArea
              label="What we did, and what is left to each organisation"
              rows={8}
              {...field(form, 'words')}
            />
            <ButtonGroup>
              <Button>State it</Button>
              <a href={membersOf(params)}>Cancel</a>
            </ButtonGroup>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(stateToMembers, { deploymentId: params['id'], words: values['words'] })
    return { redirect: membersOf(params), flash: 'It is stated. Each member is asked to confirm.' }
  },
})

const removePage = page({
  path: `${PATH}/:member/remove`,
  allow: MAY_COVER,
  get: async ({ read, params, csrf, url }, form) => {
    const { members } = await read(showMembers, { deploymentId: params['id'] })
    const member = members.find((one) => one.organisationId === params['member'])
    if (!member) throw new NotFound('This deployment does not cover that organisation.')
    return {
      title: 'Remove an organisation',
      nav: '/register',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Does this deployment no longer cover ${member.name}?`}
            action={url}
            csrf={csrf}
            buttonText="Remove it"
            cancelHref={membersOf(params)}
          >
            <p>
              It no longer sees this deployment and is told of no more alerts through it. Tell it
              first. What was signed stays in the history of both.
            </p>
            <TextArea label="Reason" {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { name } = await run(removeMember, {
      deploymentId: params['id'],
      memberId: params['member'],
      reason: values['reason'],
    })
    return { redirect: membersOf(params), flash: `${name} is no longer covered.` }
  },
})

const secondPage = page({
  path: `${PATH}/:member/sign-second`,
  allow: SECOND_ROLES,
  get: async ({ read, params, csrf, url, actor }, form) => {
    const { members, statement } = await read(showMembers, { deploymentId: params['id'] })
    const member = members.find((one) => one.organisationId === params['member'])
    if (!member?.confirmation || !statement)
      throw new NotFound('There is no confirmation to sign a second time.')
    const { differences } = member.confirmation
    return {
      title: 'Sign second',
      nav: '/register',
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Do you sign second for ${member.name}?`}
            action={url}
            csrf={csrf}
            kind="primary"
            buttonText="Sign second"
            cancelHref={membersOf(params)}
          >
            <p>{signedWords(member)}</p>
            <p>What differs there: {differences === '' ? 'nothing differs.' : differences}</p>
            <Statement statement={statement} />
            <p>
              By signing, {actor.name} says that they read what was stated and what differs, and
              know of nothing against the use there.
            </p>
          </ConfirmPage>
        </div>
      ),
    }
  },
  post: async ({ run, params }) => {
    await run(signSecond, { deploymentId: params['id'], memberId: params['member'] })
    return { redirect: membersOf(params), flash: 'You signed second. It is confirmed.' }
  },
})

const endPage = page({
  path: `${PATH}/end`,
  allow: MAY_END,
  get: async ({ params, csrf, url }, form) => ({
    title: 'End the confirmation',
    nav: '/register',
    body: (
      <>
        <ErrorSummary errors={form.errors} />
        <ConfirmPage
          question="Is it no longer used at your organisation?"
          action={url}
          csrf={csrf}
          buttonText="End the confirmation"
          cancelHref={membersOf(params)}
        >
          <p>
            From now on it counts as not live at your organisation. Wardround switches nothing off:
            tell the group, and make sure that it is off.
          </p>
          <TextArea label="Reason" {...field(form, 'reason')} />
        </ConfirmPage>
      </>
    ),
  }),
  post: async ({ run, params }, { values }) => {
    await run(endConfirmation, { deploymentId: params['id'], reason: values['reason'] })
    return { redirect: membersOf(params), flash: 'The confirmation is ended.' }
  },
})

/** What is done about members, each act on a page of its own. */
export const memberActPages: readonly PageDescription[] = [
  addPage,
  statePage,
  endPage,
  removePage,
  secondPage,
]
