import type { ReactElement } from 'react'
import { page } from '#kernel/declare/page.js'
import { NotAllowed } from '#kernel/errors.js'
import {
  Button,
  Details,
  editForm,
  ErrorSummary,
  field,
  Form,
  type FormState,
  Hidden,
  PageHeading,
  Radios,
  TextArea,
  TextField,
} from '#ui/index.js'
import {
  CAN_REFUSE,
  CAN_REFUSE_WORDS,
  MAY_WRITE,
  WHO_DECIDES,
  WHO_DECIDES_WORDS,
} from '../model.js'
import { publicStatus } from '../rules.js'
import { showRecord } from '../show-record.js'
import { writeRecord } from '../write-record.js'
import { PublicToolCard } from './public-tool.js'
import { recordPath } from './record-page.js'

/** The form to write the draft of a public record. */
export const editPage = page({
  path: `${recordPath(':id')}/edit`,
  allow: MAY_WRITE,
  get: async ({ read, params, csrf }, posted) => {
    const { deployment, isOwn, record, suggested } = await read(showRecord, {
      deploymentId: params['id'],
    })
    if (!isOwn) throw new NotAllowed('Only the organisation that uses a tool writes about it.')
    const here = recordPath(deployment.id)
    const { form, revision } = editForm(posted, record?.revision ?? 0, record?.draft ?? suggested)
    return {
      title: `Public record of ${deployment.product.name}`,
      nav: '/register',
      breadcrumbs: [{ text: `${deployment.product.name}: public record`, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={posted.errors} />
          <PageHeading caption={deployment.product.name}>What the public will read</PageHeading>
          <p>
            Write for somebody who has never heard of it. Leave out hazards, concerns, prices,
            security and the names of people. Nothing is public until a named person publishes it.
          </p>
          {record && posted.errors.some((error) => error.field === 'revision') ? (
            <Details summary={`What ${record.draftedByName} saved meanwhile`} open>
              <PublicToolCard
                content={record.draft}
                status={publicStatus(deployment.stage, deployment.state)}
              />
              <p>Yours is below and is not saved yet. Saving now puts it in the place of theirs.</p>
            </Details>
          ) : null}
          <Form action={`${here}/edit`} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <RecordFields form={form} />
            <Button>Save the draft</Button>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(writeRecord, { ...values, deploymentId: params['id'] })
    return {
      redirect: recordPath(params['id'] ?? ''),
      flash: 'The draft is saved. It is not public until a named person publishes it.',
    }
  },
})

const RecordFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <TextField label="Name of the tool" {...field(form, 'name')} />
    <TextArea label="What does it do?" {...field(form, 'what')} />
    <TextArea label="Why is it used?" {...field(form, 'why')} />
    <TextArea label="Where is it used?" optional {...field(form, 'where')} />
    <TextField label="Who makes it?" optional {...field(form, 'madeBy')} />
    <TextField
      label="Version"
      hint="Only if you choose to name it"
      optional
      width={10}
      {...field(form, 'version')}
    />
    <TextArea
      label="Who checks it, and how?"
      hint="Roles, not names of people: who looks at how well it does, and how often"
      {...field(form, 'whoChecks')}
    />
    <Radios
      label="Does a person decide?"
      choices={WHO_DECIDES.map((value) => ({ value, label: WHO_DECIDES_WORDS[value] }))}
      {...field(form, 'decides')}
    />
    <TextArea label="How is it decided?" optional {...field(form, 'decidesHow')} />
    <Radios
      label="Can people say no?"
      choices={CAN_REFUSE.map((value) => ({ value, label: CAN_REFUSE_WORDS[value] }))}
      {...field(form, 'canRefuse')}
    />
    <TextArea
      label="What happens then?"
      hint="What care or service somebody gets who says no; if they cannot, why not"
      {...field(form, 'afterRefusal')}
    />
    <TextArea
      label="How can people ask, object or raise a concern?"
      hint="Say whether objecting can change what the tool said, or the decision itself"
      {...field(form, 'howToAsk')}
    />
    <TextField
      label="Contact"
      hint="A team’s address or telephone number, not a person’s own"
      {...field(form, 'contact')}
    />
  </>
)
