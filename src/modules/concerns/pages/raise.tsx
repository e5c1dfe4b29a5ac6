import { page } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  ButtonGroup,
  ErrorSummary,
  field,
  Form,
  InsetText,
  PageHeading,
  Panel,
  Select,
  SummaryList,
  TextField,
} from '#ui/index.js'
import { ownTools } from '../own-tools.js'
import { raiseConcern } from '../raise-concern.js'
import { showConcern } from '../show-concern.js'
import { NOT_ESTABLISHED } from '../words.js'
import { ConcernFields, concernValues } from './concern-fields.js'

/** Raise a concern in under a minute: which tool, what happened. */
export const raisePage = page({
  path: '/concerns/raise',
  allow: ['signed-in'],
  get: async ({ read, csrf, query }, form) => {
    const tools = await read(ownTools, {})
    const chosen = field(form, 'deploymentId')
    return {
      title: 'Raise a concern',
      nav: '/concerns',
      breadcrumbs: [{ text: 'Concerns', href: '/concerns' }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Raise a concern</PageHeading>
          <InsetText>
            <p>
              If somebody is in danger now, act first: this form is not for urgent help, and it does
              not replace your organisation’s incident reporting.
            </p>
          </InsetText>
          <Form action="/concerns/raise" csrf={csrf}>
            <Select
              label="Which tool is it about?"
              empty="I do not know, or it is not in the list"
              choices={tools.map((tool) => ({ value: tool.deploymentId, label: tool.name }))}
              {...chosen}
              value={chosen.value || query['deployment']}
            />
            <TextField
              label="If it is not in the list, which one?"
              optional
              {...field(form, 'tool')}
            />
            <ConcernFields form={form} />
            <ButtonGroup>
              <Button>Raise the concern</Button>
              <a href="/concerns">Cancel</a>
            </ButtonGroup>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run }, { values }) => {
    const { id } = await run(raiseConcern, concernValues(values))
    return { redirect: `/concerns/${id}/thank-you` }
  },
})

/** What to quote, what happens next and by when. */
export const thankYouPage = page({
  path: '/concerns/:id/thank-you',
  allow: ['signed-in'],
  get: async ({ read, params }) => {
    const { concern } = await read(showConcern, { id: params['id'] })
    return {
      title: 'Concern raised',
      nav: '/concerns',
      body: (
        <div className="wr-readable">
          <PageHeading>Thank you. Your concern is raised</PageHeading>
          <Panel tone="green">
            Your reference is <strong>{concern.reference}</strong>.
          </Panel>
          <WhatHappensNext acknowledgeBy={concern.acknowledgeBy} triageBy={concern.triageBy} />
          <p>
            You can follow it under <a href="/concerns?whose=mine">my reports</a>: what was decided
            and what came of it.
          </p>
          <Button href="/">Go to Home</Button>
        </div>
      ),
    }
  },
})

/** What happens after a concern is raised, by when; working days leave out weekends and bank holidays. */
export const WhatHappensNext = (props: { acknowledgeBy: string; triageBy: string }) => (
  <>
    <p>{NOT_ESTABLISHED}: nobody has judged it yet.</p>
    <SummaryList
      rows={[
        { key: 'Somebody says they have seen it', value: `by ${asDate(props.acknowledgeBy)}` },
        {
          key: 'A clinical safety officer judges how serious it is',
          value: `by ${asDate(props.triageBy)}`,
        },
        {
          key: 'If it is serious',
          value:
            'Every organisation that runs the same version, and its supplier, are told at that moment. They never see your words or who you are.',
        },
      ]}
    />
  </>
)
