import { page } from '#kernel/declare/page.js'
import { isAllowed } from '#kernel/actor.js'
import { listDeployments } from '#modules/deployments/index.js'
import { listOpportunities } from '#modules/opportunities/index.js'
import {
  Button,
  ButtonGroup,
  Card,
  ErrorSummary,
  FilterBar,
  Form,
  Hidden,
  InsetText,
  PageHeading,
  TextField,
} from '#ui/index.js'
import { enterCollaboration } from '../enter.js'
import { CHARTER_TESTS, MAY_ANSWER, MAY_ENTER } from '../model.js'
import { nameOfSubject, showCollaboration } from '../show-collaboration.js'
import { crumbs } from './crumbs.js'
import { TestFields } from './test-fields.js'

const MOST_FOUND = 20

/** Finds a deployment or an opportunity of one's own that can belong to a collaboration. */
export const addPage = page({
  path: '/register/collaborations/:id/add',
  allow: MAY_ENTER,
  get: async ({ read, params, query }) => {
    const { collaboration, entries } = await read(showCollaboration, { id: params['id'] })
    const isHere = (id: string) =>
      entries.some((one) => one.deploymentId === id || one.opportunityId === id)
    const here = `/register/collaborations/${collaboration.id}`
    const wanted = { search: query['search'], whose: 'ours', limit: MOST_FOUND }
    const found = {
      Opportunities: (await read(listOpportunities, { ...wanted, state: 'open' })).rows.map(
        (one) => ({ id: one.id, href: `opportunity=${one.id}`, words: one.title }),
      ),
      Deployments: (await read(listDeployments, wanted)).rows
        .filter((one) => one.state !== 'ceased')
        .map((one) => ({
          id: one.id,
          href: `deployment=${one.id}`,
          words: `${one.product.name}: ${one.useCase.title}`,
        })),
    }
    const lists = Object.entries(found).map(([heading, all]) => ({
      heading,
      rows: all.filter((one) => !isHere(one.id)),
      isCut: all.length >= MOST_FOUND,
    }))
    return {
      title: 'Add to this collaboration',
      nav: '/register',
      breadcrumbs: crumbs(collaboration),
      body: (
        <>
          <PageHeading>Which of ours belongs to it?</PageHeading>
          <FilterBar action={`${here}/add`} buttonText="Find">
            <TextField label="Search ours" name="search" type="search" value={query['search']} />
          </FilterBar>
          {lists.map(({ heading, rows, isCut }) => (
            <Card key={heading} heading={heading}>
              {rows.length === 0 ? (
                <p>{`None of our ${heading.toLowerCase()} is found that does not belong to it yet.`}</p>
              ) : null}
              <ul>
                {rows.map((one) => (
                  <li key={one.href}>
                    <a href={`${here}/enter?${one.href}`}>{one.words}</a>
                  </li>
                ))}
              </ul>
              {isCut ? (
                <p className="wr-note">The first {MOST_FOUND} are shown. Search for more.</p>
              ) : null}
            </Card>
          ))}
        </>
      ),
    }
  },
})

/** Asks the charter tests, where there is a charter, and lets it belong. */
export const enterPage = page({
  path: '/register/collaborations/:id/enter',
  allow: MAY_ENTER,
  get: async ({ read, params, query, csrf, actor }, form) => {
    const { collaboration, parties } = await read(showCollaboration, { id: params['id'] })
    const here = `/register/collaborations/${collaboration.id}`
    const deploymentId = String(form.values['deploymentId'] ?? query['deployment'] ?? '')
    const opportunityId = String(form.values['opportunityId'] ?? query['opportunity'] ?? '')
    const mayAnswer = isAllowed(actor, MAY_ANSWER)
    return {
      title: 'Add to this collaboration',
      nav: '/register',
      breadcrumbs: crumbs(collaboration),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading aside={await read(nameOfSubject, { deploymentId, opportunityId })}>
            Add to {collaboration.name}
          </PageHeading>
          {collaboration.underCharter ? (
            <InsetText>
              <p>
                {deploymentId
                  ? 'This collaboration is under the charter: a deployment belongs to it once all four tests pass.'
                  : 'This collaboration is under the charter: an opportunity that fails a test is refused. What is not answered now shuts its first gate until it is.'}{' '}
                {mayAnswer
                  ? 'You are named as the one who said so.'
                  : 'The information governance lead or the executive sponsor answers the tests.'}
              </p>
            </InsetText>
          ) : null}
          <Form action={`${here}/enter`} csrf={csrf}>
            <Hidden name="deploymentId" value={deploymentId} />
            <Hidden name="opportunityId" value={opportunityId} />
            {collaboration.underCharter && mayAnswer
              ? CHARTER_TESTS.map((test) => (
                  <TestFields
                    key={test}
                    test={test}
                    form={form}
                    parties={parties}
                    names={{
                      answer: test.toLowerCase(),
                      reason: `${test.toLowerCase()}Reason`,
                    }}
                  />
                ))
              : null}
            <ButtonGroup>
              <Button>Add it</Button>
              <a href={here}>Cancel</a>
            </ButtonGroup>
          </Form>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const made = await run(enterCollaboration, {
      ...values,
      deploymentId: values['deploymentId'] || null,
      opportunityId: values['opportunityId'] || null,
      id: params['id'],
    })
    return {
      redirect: `/register/collaborations/entries/${made.id}`,
      flash: 'It belongs to the collaboration now.',
    }
  },
})
