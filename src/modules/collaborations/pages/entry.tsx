import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { NotFound } from '#kernel/errors.js'
import { page } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  ButtonGroup,
  Card,
  Details,
  ErrorSummary,
  Form,
  HistoryList,
  PageHeading,
  Panel,
  Table,
  Tag,
} from '#ui/index.js'
import { answerCharterTest } from '../answer-test.js'
import type { Entry } from '../entry-store.js'
import { CHARTER_TESTS, MAY_ANSWER, MAY_ENTER, type CharterTest } from '../model.js'
import { TEST_NAMES, type JudgedTest } from '../rules.js'
import { showBelonging, showEntry } from '../show-collaboration.js'
import { crumbs } from './crumbs.js'
import { TestFields } from './test-fields.js'
import { ANSWER_CHOICES, clinicalWords, saidWords, TestTag } from './words.js'

/** What belongs to a collaboration: each test with pass or fail, why, who said so and when. */
export const entryPage = page({
  path: '/register/collaborations/entries/:entry',
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const { entry, collaboration, breaches, tellings, parties, isOwn } = await read(showEntry, {
      entryId: params['entry'],
    })
    const here = `/register/collaborations/entries/${entry.id}`
    const runs = entry.leftAt === null
    const nameOf = (id: string | null) =>
      parties.find((one) => one.organisationId === id)?.organisationName ?? 'another organisation'
    return {
      title: entry.title,
      nav: '/register',
      breadcrumbs: crumbs(collaboration),
      body: (
        <>
          <PageHeading aside={`at ${entry.organisationName}`}>{entry.title}</PageHeading>
          <p>
            {collaboration.underCharter ? <Tag tone="outline">Under the charter</Tag> : null}{' '}
            <Tag tone="neutral">{clinicalWords(entry.clinical)}</Tag>{' '}
            {isOwn ? <a href={subjectHref(entry)}>Open its record</a> : null}
          </p>
          {runs ? <Standing entry={entry} underCharter={collaboration.underCharter} /> : null}
          {runs ? null : (
            <Panel>
              Taken out on {asDate(entry.leftAt ?? entry.enteredAt)} by {entry.leftByName}:{' '}
              {entry.leftReason}
            </Panel>
          )}
          <TestTable
            tests={entry.tests}
            answerAt={runs && isOwn && isAllowed(actor, MAY_ANSWER) ? `${here}/tests` : null}
          />
          {breaches.length > 0 ? (
            <Card heading="Breaches">
              <HistoryList
                entries={breaches.map((one) => ({
                  what: `${one.test}, ${TEST_NAMES[one.test]}: ${one.because}`,
                  who: one.endedAt ? `over since ${asDate(one.endedAt)}` : 'open',
                  when: one.noticedAt,
                }))}
              />
            </Card>
          ) : null}
          <Details summary="Everything that was said">
            {tellings.length === 0 ? <p>Nothing yet.</p> : null}
            <HistoryList
              entries={tellings.map((one) => ({
                what: `${one.test}: ${answerWords(one.test, one.answer) ?? nameOf(one.controllerId)}`,
                who: one.saidByName,
                when: one.saidAt,
                ...(one.reason ? { reason: one.reason } : {}),
              }))}
            />
          </Details>
          <ButtonGroup>
            {runs && isOwn && isAllowed(actor, MAY_ENTER) ? (
              <a href={`${here}/take-out`}>Take it out of the collaboration</a>
            ) : null}
          </ButtonGroup>
        </>
      ),
    }
  },
})

const subjectHref = ({ deploymentId, opportunityId }: Entry): string =>
  deploymentId
    ? `/register/deployments/${deploymentId}`
    : `/register/opportunities/${opportunityId}`

const answerWords = (test: CharterTest, answer: string): string | undefined =>
  test === 'C2' ? undefined : ANSWER_CHOICES[test].find((one) => one.value === answer)?.label

const Standing = (props: { entry: Entry; underCharter: boolean }): ReactElement | null => {
  if (!props.underCharter) return null
  const open = props.entry.tests.filter((one) => one.state !== 'pass')
  if (open.length === 0) return <Panel tone="green">All four tests pass.</Panel>
  const fails = open.some((one) => one.state === 'fail')
  return (
    <Panel tone={fails ? 'red' : 'yellow'}>
      {open.map((one) => one.test).join(', ')} {open.length === 1 ? 'does' : 'do'} not pass. Its
      gates are shut until {open.length === 1 ? 'it does' : 'they do'}; nobody can make an
      exception. A pause, a roll-back or a cease is never held up.
    </Panel>
  )
}

const TestTable = (props: {
  tests: readonly JudgedTest[]
  answerAt: string | null
}): ReactElement => (
  <Table
    caption="The charter tests"
    rows={props.tests}
    rowKey={(one) => one.test}
    columns={[
      {
        heading: 'Test',
        rowHeader: true,
        cell: (one) => `${one.test}: ${TEST_NAMES[one.test]}`,
      },
      {
        heading: 'State',
        cell: (one) => (
          <>
            <TestTag state={one.state} />
            <span className="wr-note">{one.because}</span>
          </>
        ),
      },
      { heading: 'Who said so, when', cell: (one) => saidWords(one) || 'nobody yet' },
      ...(props.answerAt
        ? [
            {
              heading: 'What to do',
              quietHeading: true,
              cell: (one: JudgedTest) => (
                <a href={`${props.answerAt}/${one.test}`}>
                  {one.said ? 'Answer again' : 'Answer'}
                  <span className="nhsuk-u-visually-hidden">: {TEST_NAMES[one.test]}</span>
                </a>
              ),
            },
          ]
        : []),
    ]}
  />
)

/** The form that answers one test. */
export const answerPage = page({
  path: '/register/collaborations/entries/:entry/tests/:test',
  allow: MAY_ANSWER,
  get: async ({ read, params, csrf }, posted) => {
    const { entry, collaboration, parties } = await read(showEntry, { entryId: params['entry'] })
    const test = testOf(params['test'])
    const said = entry.tests.find((one) => one.test === test)?.said
    const form =
      posted.values['answer'] === undefined && posted.errors.length === 0
        ? {
            values: {
              answer: said?.controllerId ?? said?.answer ?? '',
              reason: said?.reason ?? '',
            },
            errors: [],
          }
        : posted
    return {
      title: `${test}: ${TEST_NAMES[test]}`,
      nav: '/register',
      breadcrumbs: crumbs(collaboration, entry),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading aside={entry.title}>
            {test}: {TEST_NAMES[test]}
          </PageHeading>
          <p>
            Say what is true. An answer that fails the test is kept, shuts the gates and is told to
            the parties.
          </p>
          <Form action={`/register/collaborations/entries/${entry.id}/tests/${test}`} csrf={csrf}>
            <TestFields
              test={test}
              form={form}
              parties={parties}
              names={{ answer: 'answer', reason: 'reason' }}
            />
            <Button>Answer in my name</Button>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const entryId = params['entry'] ?? ''
    const { test, state } = await run(answerCharterTest, {
      ...values,
      answer: values['answer'] ?? '',
      entryId,
      test: params['test'],
    })
    return {
      redirect: `/register/collaborations/entries/${entryId}`,
      flash:
        state === 'pass'
          ? `${test} passes.`
          : `Your answer is kept. ${test} does not pass, and the parties are told.`,
    }
  },
})

const testOf = (text: string | undefined): CharterTest => {
  const found = CHARTER_TESTS.find((one) => one === text)
  if (found) return found
  throw new NotFound('There is no such test. They are C1 to C4.')
}

/** Where the charter tests of a deployment are answered: its collaboration, or requirement R38 outside one. */
export const charterOfDeploymentPage = page({
  path: '/register/deployments/:id/charter',
  allow: ['signed-in'],
  get: async ({ read, params }) => {
    const deploymentId = params['id'] ?? ''
    const found = await read(showBelonging, { deploymentId })
    return {
      redirect: found?.underCharter
        ? `/register/collaborations/entries/${found.id}`
        : `/register/deployments/${deploymentId}/evidence/R38`,
    }
  },
})
