import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState, type PageContext } from '#kernel/declare/page.js'
import { GateMark } from '#modules/agreed-way/index.js'
import { findSameUse } from '#modules/deployments/index.js'
import { searchProducts, showProduct } from '#modules/products/index.js'
import {
  asDate,
  Button,
  ButtonGroup,
  Card,
  Details,
  ErrorSummary,
  field,
  Form,
  Hidden,
  Panel,
  Radios,
  Select,
  TextArea,
  TextField,
  TwoColumns,
} from '#ui/index.js'
import { reasonsInShort } from '../advised-in-words.js'
import { decideOpportunity } from '../decide-opportunity.js'
import { showFirstGate } from '../show-first-gate.js'
import { eitherRole } from '../wording.js'

/** The first gate: whether an opportunity is assessed, and with which product. */
export const opportunityGatePage = page({
  path: '/register/opportunities/:id/gate',
  allow: ['signed-in'],
  get: async (context, form) => {
    const { params, actor } = context
    const shown = await context.read(showFirstGate, { opportunityId: params['id'] })
    const { opportunity, gate, assessment, decisions, isOwn } = shown
    const mayAct = isOwn && opportunity.state === 'open' && isAllowed(actor, gate.decidedBy)
    return {
      title: 'First gate',
      nav: '/register',
      subject: { kind: 'opportunity', id: opportunity.id },
      tab: 'First gate',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <h2 className="nhsuk-heading-l">Gate: opportunity to assess</h2>
          <TwoColumns
            main={
              <>
                <Panel>{reasonsInShort(assessment).join(' ')}</Panel>
                {mayAct ? await goForm(context, form, opportunity.title) : null}
              </>
            }
            side={
              <>
                <Card heading="Before you decide">
                  <ul>
                    {gate.asks.map((ask) => (
                      <li key={ask.question}>{ask.question}</li>
                    ))}
                  </ul>
                  <p className="wr-note">
                    Decided by the {eitherRole(gate.decidedBy)}. Agreed way, version{' '}
                    {assessment.frameworkVersion}. Questions are ours, built from cited sources:{' '}
                    <GateMark gate={gate} confirmations={shown.confirmations} />
                  </p>
                </Card>
                {decisions.map((one) => (
                  <Card key={one.id} heading={one.label}>
                    <p>
                      {asDate(one.decidedOn)}
                      {one.grounds ? `, ${one.grounds.decidedByName}: ${one.grounds.reason}` : ''}
                    </p>
                  </Card>
                ))}
              </>
            }
          />
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const decided = await run(decideOpportunity, {
      opportunityId: params['id'],
      decision: values['decision'],
      reason: values['reason'],
      productId: values['productId'] || undefined,
      versionId: values['versionId'] || undefined,
      deploymentId: values['deploymentId'] || idIn(values['address']) || undefined,
    })
    return decided.deploymentId && decided.decision === 'go'
      ? {
          redirect: `/register/deployments/${decided.deploymentId}`,
          flash: 'It is being assessed. See what the next gate asks.',
        }
      : {
          redirect: `/register/opportunities/${params['id']}`,
          flash: 'The decision is recorded.',
        }
  },
})

/** The id of a deployment in the address of its page, or what was typed where there is none. */
const idIn = (typed: string | readonly string[] | undefined): string => {
  const words = String(typed ?? '').trim()
  return /dep_[0-9a-z]+/.exec(words)?.[0] ?? words
}

const goForm = async (
  { read, params, query, csrf }: PageContext,
  form: FormState,
  title: string,
): Promise<ReactElement> => {
  const here = `/register/opportunities/${params['id']}/gate`
  const alike = await read(findSameUse, { title })
  const productId = String(form.values['productId'] ?? query['productId'] ?? '')
  const text = query['search'] ?? ''
  const found = text ? await read(searchProducts, { text, limit: 20 }) : []
  const chosen = productId ? await read(showProduct, { id: productId }) : null
  return (
    <>
      <Card heading="Which product would be assessed?">
        {chosen ? (
          <p>
            {chosen.product.name}, by {chosen.product.supplierName}. <a href={here}>Change</a>
          </p>
        ) : (
          <Form action={here} method="get">
            <TextField label="Product, other name or supplier" name="search" value={text} />
            <Button kind="secondary">Search</Button>
          </Form>
        )}
        {text && !chosen ? (
          <ul>
            {found.map((one) => (
              <li key={one.id}>
                <a href={`${here}?productId=${one.id}`}>{one.name}</a>, {one.supplierName}
              </li>
            ))}
            <li>
              <a href="/register/products/new">It is not here: register the product first</a>
            </li>
          </ul>
        ) : null}
      </Card>
      {chosen ? (
        <Form action={here} csrf={csrf}>
          <Hidden name="decision" value="go" />
          <Hidden name="productId" value={chosen.product.id} />
          <Select
            label="Version"
            optional
            empty="Not chosen yet"
            choices={chosen.versions.map((one) => ({ value: one.id, label: one.name }))}
            {...field(form, 'versionId')}
          />
          <TextArea label="Reason" {...field(form, 'reason')} />
          <ButtonGroup>
            <Button>Go: start assessing</Button>
          </ButtonGroup>
        </Form>
      ) : (
        <Details summary="Record another decision" open={form.errors.length > 0}>
          <Form action={here} csrf={csrf}>
            <Radios
              label="Decision"
              choices={[
                { value: 'park', label: 'Park' },
                { value: 'join-existing', label: 'Join an existing one' },
                { value: 'stop', label: 'Stop' },
              ]}
              {...field(form, 'decision')}
            />
            {alike.length > 0 ? (
              <Select
                label="The use it joins"
                hint="Those whose title is like this one; only for joining"
                optional
                empty="None of these"
                choices={alike.map((one) => ({
                  value: one.id,
                  label: `${one.useCase.title}: ${one.product.name} at ${one.organisationName}`,
                }))}
                {...field(form, 'deploymentId')}
              />
            ) : null}
            <TextField
              label={alike.length > 0 ? 'Or the address of its page' : 'The use it joins'}
              hint="The address of its page in the register, copied from there; only for joining"
              optional
              {...field(form, 'address')}
              error={
                alike.length > 0
                  ? undefined
                  : form.errors.find((one) => one.field === 'deploymentId')?.message
              }
            />
            <TextArea label="Reason" {...field(form, 'reason')} />
            <Button kind="secondary">Record the decision</Button>
          </Form>
        </Details>
      )}
    </>
  )
}
