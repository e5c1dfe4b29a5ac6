import type { ReactElement } from 'react'
import { page, type FormState } from '#kernel/declare/page.js'
import { agreedWay, requireGate, type Choice, type Framework } from '#modules/framework/index.js'
import {
  asDate,
  Button,
  ButtonGroup,
  Card,
  Checkboxes,
  DateField,
  dateOfParts,
  Details,
  ErrorSummary,
  field,
  fieldDate,
  fieldList,
  Form,
  Hidden,
  PageHeading,
  Radios,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '#ui/index.js'
import { ceaseDeployment, settleCeaseTask } from '../../cease-deployment.js'
import { CEASE_CHECKLIST, CEASE_REASONS } from '../../cease-reasons.js'
import { findOwners, type Owner } from '../../find-owners.js'
import { MAY_STOP, type Cease, type CeaseTask, type Deployment } from '../../model.js'
import { showDeploymentAndWay } from '../../show-deployment.js'

interface Words {
  reasons: ReadonlyMap<string, string>
  checklist: ReadonlyMap<string, string>
}

/** Ceasing a use: reasons and checklist; afterwards, what is left to settle. */
export const ceasePage = page({
  path: '/register/deployments/:id/cease',
  allow: MAY_STOP,
  get: async ({ read, params, csrf }, form) => {
    const { deployment, cease, ceaseTasks, framework } = await read(showDeploymentAndWay, {
      id: params['id'],
    })
    const words = wordsOf(framework)
    const here = `/register/deployments/${deployment.id}/cease`
    if (cease) {
      return {
        title: 'After it ceased',
        nav: '/register',
        subject: { kind: 'deployment', id: deployment.id },
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">After it ceased</h2>
            <WhyItCeased cease={cease} words={words} />
            <Settle here={here} csrf={csrf} form={form} tasks={ceaseTasks} words={words} />
          </>
        ),
      }
    }
    return {
      title: 'Cease this use',
      nav: '/register',
      breadcrumbs: [
        { text: deployment.product.name, href: `/register/deployments/${deployment.id}` },
      ],
      body: (
        <CeaseForm
          here={here}
          csrf={csrf}
          form={form}
          deployment={deployment}
          owners={await read(findOwners, {})}
          words={words}
        />
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const deploymentId = params['id']
    if (values['act'] === 'settle') {
      await run(settleCeaseTask, { ...values, deploymentId })
      return {
        redirect: `/register/deployments/${deploymentId}/cease`,
        flash: 'This is settled.',
      }
    }
    await run(ceaseDeployment, {
      deploymentId,
      reasons: [values['reasons'] ?? []].flat(),
      explanation: values['explanation'] ?? '',
      checklist: CEASE_CHECKLIST.map((item) => ({
        item,
        ownerId: values[`${item}.owner`] || undefined,
        due: dateOfParts(values, `${item}.due`),
      })),
    })
    return {
      redirect: `/register/deployments/${deploymentId}/cease`,
      flash: 'This use has ceased. What is left to settle stands here.',
    }
  },
})

const labels = (ids: readonly string[], choices: readonly Choice[]): ReadonlyMap<string, string> =>
  new Map(ids.map((id) => [id, choices.find((one) => one.id === id)?.label ?? id]))

// What can be chosen is bound to the code; what it is called is said by the version in force, and by the installed
// one where that leaves something out.
const wordsOf = (framework: Framework): Words => {
  const gates = [framework, agreedWay()].map((way) => requireGate(way, 'cease'))
  return {
    reasons: labels(
      CEASE_REASONS,
      gates.flatMap((gate) => gate.reasons),
    ),
    checklist: labels(
      CEASE_CHECKLIST,
      gates.flatMap((gate) => gate.checklist),
    ),
  }
}

const CeaseForm = (props: {
  here: string
  csrf: string
  form: FormState
  deployment: Deployment
  owners: readonly Owner[]
  words: Words
}): ReactElement => (
  <>
    <ErrorSummary errors={props.form.errors} />
    <PageHeading>Cease this use of {props.deployment.product.name}?</PageHeading>
    <p>
      It takes effect in the record at once, and nothing holds it up. Organisations that run the
      same version are told. Wardround switches nothing off.
    </p>
    <Form action={props.here} csrf={props.csrf}>
      <Checkboxes
        label="Why is it stopping?"
        hint="Choose at least one"
        choices={[...props.words.reasons].map(([value, label]) => ({ value, label }))}
        {...fieldList(props.form, 'reasons')}
      />
      <TextArea
        label="What should others know?"
        hint="Leave out anything that identifies a person"
        optional
        {...field(props.form, 'explanation')}
      />
      <h2>Who settles what, and by when?</h2>
      <p>Leave this for later if it must stop now: the owner is asked in four weeks.</p>
      <Details summary="Say it now, for each" open={props.form.errors.length > 0}>
        {[...props.words.checklist].map(([item, label]) => (
          <Card key={item} heading={label} headingLevel={3}>
            <Select
              label="Who"
              empty="The owner of this deployment"
              choices={props.owners.map((one) => ({ value: one.personId, label: one.name }))}
              {...field(props.form, `${item}.owner`)}
            />
            <DateField label="By when" optional {...fieldDate(props.form, `${item}.due`)} />
          </Card>
        ))}
      </Details>
      <ButtonGroup>
        <Button kind="warning">Cease this use</Button>
        <a href={`/register/deployments/${props.deployment.id}`}>Cancel</a>
      </ButtonGroup>
    </Form>
  </>
)

const WhyItCeased = (props: { cease: Cease; words: Words }): ReactElement => (
  <Card heading="Why it ceased">
    <p>
      {props.cease.ceasedByName}, {asDate(props.cease.ceasedAt)}:{' '}
      {props.cease.reasons.map((reason) => props.words.reasons.get(reason) ?? reason).join(', ')}.
    </p>
    {props.cease.explanation ? <p>{props.cease.explanation}</p> : null}
  </Card>
)

const Settle = (props: {
  here: string
  csrf: string
  form: FormState
  tasks: readonly CeaseTask[]
  words: Words
}): ReactElement => {
  const open = props.tasks.filter((task) => !task.settled)
  return (
    <>
      <Table
        caption="What is to be settled"
        rows={props.tasks}
        rowKey={(task) => task.id}
        columns={[
          { heading: 'What', cell: (task) => props.words.checklist.get(task.item) ?? task.item },
          { heading: 'Who', cell: (task) => task.ownerName ?? 'not answered' },
          { heading: 'Due', cell: (task) => (task.due ? asDate(task.due) : 'no date') },
          { heading: 'State', cell: (task) => <TaskState task={task} /> },
          { heading: 'Note', cell: (task) => task.note },
        ]}
      />
      {open.length > 0 ? (
        <Card heading="Settle one">
          <Form action={props.here} csrf={props.csrf}>
            <Hidden name="act" value="settle" />
            <Select
              label="What"
              choices={open.map((task) => ({
                value: task.item,
                label: props.words.checklist.get(task.item) ?? task.item,
              }))}
              {...field(props.form, 'item')}
            />
            <Radios
              label="How does it stand?"
              choices={[
                { value: 'done', label: 'Done' },
                { value: 'not-needed', label: 'Not needed here' },
              ]}
              {...field(props.form, 'settled')}
            />
            <TextField label="Note" optional {...field(props.form, 'note')} />
            <Button>Settle it</Button>
          </Form>
        </Card>
      ) : null}
    </>
  )
}

const TaskState = ({ task }: { task: CeaseTask }): ReactElement =>
  task.settled ? (
    <>
      <Tag tone="green">{task.settled === 'done' ? 'Done' : 'Not needed'}</Tag> {task.settledByName}
    </>
  ) : (
    <Tag tone="yellow">Open</Tag>
  )
