import type { ReactElement } from 'react'
import type { Framework } from '#modules/framework/index.js'
import type { UseCase } from '#modules/opportunities/index.js'
import type { Site } from '#modules/organisations/index.js'
import type { Product, Version } from '#modules/products/index.js'
import {
  Button,
  Checkboxes,
  DateField,
  ErrorSummary,
  field,
  fieldDate,
  fieldList,
  Fieldset,
  Form,
  Hidden,
  PageHeading,
  Radios,
  Select,
  TextField,
  type FormState,
} from '#ui/index.js'
import type { Owner } from '../../find-owners.js'
import { DEPLOYMENT_STAGES } from '../../model.js'
import { OwnerField, SharingField } from '../common-fields.js'
import { stageName } from '../../words.js'

interface Choices {
  product: Product
  versions: readonly Version[]
  useCases: readonly UseCase[]
  owners: readonly Owner[]
  sites: readonly Site[]
}

/** What is needed first about a use whose product is known, on one short form. */
export const RegisterForm = (props: {
  framework: Framework
  action: string
  csrf: string
  form: FormState
  choices: Choices
}): ReactElement => {
  const { framework, form, choices } = props
  return (
    <div className="wr-readable">
      <ErrorSummary errors={form.errors} />
      <PageHeading>Register our use of {choices.product.name}</PageHeading>
      <p>
        This is what is needed first. With it the use stands in the register; the questions about
        it, how it is stopped and its dates come next, a page each, now or later.
      </p>
      <Form action={props.action} csrf={props.csrf}>
        <Hidden name="productId" value={choices.product.id} />
        <Fieldset legend="How far it is">
          <AtStage framework={framework} form={form} />
          <Select
            label="Which version?"
            hint="It may stay open until the gate to pilot"
            empty="Not chosen yet"
            choices={choices.versions.map((one) => ({ value: one.id, label: one.name }))}
            {...field(form, 'versionId')}
          />
        </Fieldset>
        <UseCaseFields form={form} useCases={choices.useCases} />
        {choices.sites.length > 0 ? (
          <Checkboxes
            label="At which sites?"
            hint="Leave this empty if it is the whole organisation"
            choices={choices.sites.map((site) => ({ value: site.id, label: site.name }))}
            {...fieldList(form, 'siteIds')}
          />
        ) : null}
        <OwnerField form={form} owners={choices.owners} />
        <SharingField form={form} />
        <Button>Register and continue</Button>
      </Form>
    </div>
  )
}

const AtStage = (props: { framework: Framework; form: FormState }): ReactElement => (
  <>
    <Radios
      label="What stage is it really at?"
      hint="A tool that is already in use stands in the register as “in use before assessment”. Its gates read “not passed here” until it has caught up."
      choices={DEPLOYMENT_STAGES.filter((stage) => stage !== 'cease').map((stage) => ({
        value: stage,
        label: stageName(props.framework, stage),
        hint: props.framework.stages.find((one) => one.id === stage)?.line,
      }))}
      {...field(props.form, 'stage')}
    />
    <DateField
      label="Since when?"
      hint="Leave this empty if it is today"
      optional
      {...fieldDate(props.form, 'since')}
    />
  </>
)

const UseCaseFields = (props: { form: FormState; useCases: readonly UseCase[] }): ReactElement => (
  <Fieldset legend="What is it used for?">
    {props.useCases.length > 0 ? (
      <Select
        label="A use your organisation has named"
        empty="Another use"
        choices={props.useCases.map((one) => ({ value: one.id, label: one.title }))}
        {...field(props.form, 'useCaseId')}
      />
    ) : null}
    <TextField
      label={
        props.useCases.length > 0 ? 'Or another use, in a few words' : 'The use, in a few words'
      }
      hint="For example: order chest X-rays by urgency"
      {...field(props.form, 'useCase.title')}
    />
    <TextField
      label="In which setting?"
      hint="For example: emergency department"
      optional
      {...field(props.form, 'useCase.setting')}
    />
    <TextField
      label="For whom?"
      hint="For example: adults with a suspected chest infection"
      optional
      {...field(props.form, 'useCase.forWhom')}
    />
  </Fieldset>
)
