import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import type { Panel } from '#kernel/declare/subject.js'
import { NotFound } from '#kernel/errors.js'
import { showDeployment } from '#modules/deployments/index.js'
import {
  asDate,
  asList,
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  field,
  Form,
  Hidden,
  PageHeading,
  TextArea,
  type FormState,
} from '#ui/index.js'
import { adviceAbout, answerAdvice, answeredBy, giveAdvice, type Advice } from '../advice.js'

const MAY_ANSWER = answerAdvice.allow
const MAY_ADVISE = giveAdvice.allow

/** What a system AI lead said about a deployment, and the forms to say more and to answer. */
export const advicePage = page({
  path: '/register/deployments/:id/advice',
  allow: ['signed-in'],
  get: async (context, form) => {
    const { read, params, actor, csrf } = context
    const deploymentId = params['id'] ?? ''
    const { isOwn } = await read(showDeployment, { id: deploymentId })
    const list = await read(adviceAbout, { deploymentId })
    const here = `/register/deployments/${deploymentId}/advice`
    return {
      title: 'Advice',
      nav: '/register',
      subject: { kind: 'deployment', id: deploymentId },
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <h2>Advice of the system AI lead</h2>
          {list.length === 0 ? (
            <EmptyState heading="No advice yet">
              <p>What a system AI lead says here is read by you and by them, and by nobody else.</p>
            </EmptyState>
          ) : null}
          {list.map((one) => (
            <Card key={one.id} heading={`${one.fromName}, ${asDate(one.givenAt)}`} headingLevel={3}>
              <p>{one.words}</p>
              <Answer
                advice={one}
                form={form}
                here={here}
                csrf={csrf}
                mayAnswer={isOwn && isAllowed(actor, MAY_ANSWER)}
              />
            </Card>
          ))}
          {!isOwn && isAllowed(actor, MAY_ADVISE) ? (
            <Form action={here} csrf={csrf}>
              <Hidden name="deploymentIds" value={deploymentId} />
              <TextArea
                label="Your advice"
                hint="Its owner reads it and answers. Leave out anything that identifies a patient"
                {...field(form, 'words')}
              />
              <Button>Give this advice</Button>
            </Form>
          ) : null}
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const redirect = `/register/deployments/${params['id'] ?? ''}/advice`
    if (values['adviceId']) {
      await run(answerAdvice, values)
      return { redirect, flash: 'Your answer is given.' }
    }
    await run(giveAdvice, { ...values, deploymentIds: params['id'], kind: 'advice' })
    return { redirect, flash: 'Your advice is given. The owner sees it on their first page.' }
  },
})

const Answer = (props: {
  advice: Advice
  form: FormState
  here: string
  csrf: string
  mayAnswer: boolean
}): ReactElement => {
  const { advice, form } = props
  if (advice.answeredAt) {
    return (
      <p>
        <strong>
          {answeredBy(advice)}, {asDate(advice.answeredAt)}:
        </strong>{' '}
        {advice.answer}
      </p>
    )
  }
  if (!props.mayAnswer) return <p className="wr-quiet">Not answered yet.</p>
  const isThis = form.values['adviceId'] === advice.id
  return (
    <Form action={props.here} csrf={props.csrf} id={`answer-${advice.id}`}>
      <Hidden name="adviceId" value={advice.id} />
      <TextArea
        label="Your answer"
        rows={3}
        {...(isThis ? field(form, 'answer') : { name: 'answer' })}
      />
      <Button kind="secondary">Answer</Button>
    </Form>
  )
}

/** Where a system AI lead introduces organisations that are doing the same thing. */
export const introducePage = page({
  path: '/overviews/introduce',
  allow: MAY_ADVISE,
  get: async (context, form) => {
    const ids = chosenIds(context, form)
    if (ids.length < 2)
      throw new NotFound('Choose two deployments to introduce, from the overview.')
    const shown = await Promise.all(ids.map((id) => context.read(showDeployment, { id })))
    const deployments = shown.map((one) => one.deployment)
    const organisations = asList([...new Set(deployments.map((one) => one.organisationName))])
    const products = asList([...new Set(deployments.map((one) => one.product.name))])
    const words = `${organisations} are each assessing or trying out ${products}. Please talk to each other before you do the same work twice.`
    const start = form.values['words'] === undefined ? { values: { words }, errors: [] } : form
    return {
      title: 'Introduce them',
      nav: '/overviews',
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Introduce {organisations}</PageHeading>
          <ul>
            {deployments.map((one) => (
              <li key={one.id}>
                <a href={`/register/deployments/${one.id}`}>
                  {one.product.name}, {one.organisationName}
                </a>
                : {one.useCase.title}
              </li>
            ))}
          </ul>
          <Form action="/overviews/introduce" csrf={context.csrf}>
            {ids.map((id) => (
              <Hidden key={id} name="deploymentIds" value={id} />
            ))}
            <TextArea label="What they will read" {...field(start, 'words')} />
            <Button>Send it to each owner</Button>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run }, { values }) => {
    await run(giveAdvice, { ...values, kind: 'introduction' })
    return {
      redirect: '/overviews/system',
      flash: 'They are introduced. Each owner sees it on their first page.',
    }
  },
})

const chosenIds = (context: PageContext, form: FormState): string[] =>
  [form.values['deploymentIds'] ?? [...context.queryAll('deployment')]].flat().slice(0, 10)

/** On the page of a deployment: how many pieces of advice there are, and the way to them. */
export const advicePanel: Panel = {
  of: 'deployment',
  order: 60,
  column: 'side',
  allow: ['signed-in'],
  render: async ({ read, actor }, deploymentId) => {
    const list = await read(adviceAbout, { deploymentId })
    const mayAdvise = isAllowed(actor, MAY_ADVISE)
    if (list.length === 0 && !mayAdvise) return null
    const waiting = list.filter((one) => one.answeredAt === null).length
    return (
      <Card heading="Advice">
        <p>
          {list.length === 0
            ? 'No advice has been given.'
            : `${list.length} given, ${waiting} not answered.`}
        </p>
        <p className="wr-screen-only">
          <a href={`/register/deployments/${deploymentId}/advice`}>
            {mayAdvise ? 'Read or give advice' : 'Read and answer'}
          </a>
        </p>
      </Card>
    )
  },
}
