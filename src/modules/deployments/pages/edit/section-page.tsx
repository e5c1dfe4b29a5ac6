import type { ReactElement } from 'react'
import { page, type FormState } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import type { Framework } from '#modules/framework/index.js'
import {
  Button,
  ButtonGroup,
  dateOfParts,
  datePartsOf,
  editForm,
  ErrorSummary,
  Form,
  Hidden,
  PageHeading,
} from '#ui/index.js'
import { askedFacts, editDeployment } from '../../edit-deployment.js'
import { findOwners, type Owner } from '../../find-owners.js'
import { MAY_REGISTER, type Deployment } from '../../model.js'
import { showDeploymentAndWay } from '../../show-deployment.js'
import { DateFields, OwnerField, SharingField, StopFields } from '../common-fields.js'
import { FactFields, factsOf, factValues } from '../fact-fields.js'
import { factWords } from '../fact-words.js'
import { editAddress, editSections, type EditSection } from './sections.js'

const sectionOf = (framework: Framework, id: string | undefined) => {
  const sections = editSections(framework)
  const place = sections.findIndex((one) => one.id === id)
  const section = sections[place]
  if (!section) throw new NotFound('There is no such section.')
  return { section, place, of: sections.length, next: sections[place + 1] }
}

/** One part of what a use says, on a page of its own; it is saved as one goes on. */
export const editSectionPage = page({
  path: '/register/deployments/:id/edit/:section',
  allow: MAY_REGISTER,
  get: async ({ read, params, csrf }, posted) => {
    const { deployment, framework } = await read(showDeploymentAndWay, { id: params['id'] })
    const { section, place, of } = sectionOf(framework, params['section'])
    const owners = await read(findOwners, {})
    const here = `/register/deployments/${deployment.id}`
    const edited = editForm(posted, deployment.revision, valuesOf(deployment))
    const { revision } = edited
    const form = onlyOf(section, edited.form, deployment)
    return {
      title: section.name,
      nav: '/register',
      breadcrumbs: [
        { text: deployment.product.name, href: here },
        { text: 'What is known of this use', href: editAddress(deployment.id) },
      ],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading caption={`Section ${place + 1} of ${of}`}>{section.name}</PageHeading>
          <Form action={editAddress(deployment.id, section.id)} csrf={csrf}>
            <Hidden name="revision" value={revision} />
            <SectionFields section={section} form={form} owners={owners} />
            <ButtonGroup>
              <Button>Save and continue</Button>
              <Button kind="secondary" name="after" value="return">
                Save and return to the sections
              </Button>
              <a href={here}>Leave the rest for later</a>
            </ButtonGroup>
          </Form>
        </div>
      ),
    }
  },
  post: async ({ read, run, params }, { values }) => {
    const { deployment, framework } = await read(showDeploymentAndWay, { id: params['id'] })
    const { section, next } = sectionOf(framework, params['section'])
    await run(editDeployment, {
      ...unchanged(deployment),
      ...saidIn(section, deployment, values),
      id: deployment.id,
      revision: values['revision'],
    })
    const to = values['after'] === 'return' ? undefined : next
    return {
      redirect:
        values['after'] === 'return' || to
          ? editAddress(deployment.id, to?.id)
          : `/register/deployments/${deployment.id}`,
      flash: 'Your answers are saved.',
    }
  },
})

/** The form without what is said of fields that stand in other sections, and with facts in words. */
const onlyOf = (section: EditSection, form: FormState, deployment: Deployment): FormState => ({
  values: form.values,
  errors: form.errors
    .filter(({ field }) => field === undefined || section.fields.includes(field))
    .map((error) => {
      const fact = section.facts.find(({ id }) => error.field === `facts.${id}`)
      if (!fact || !error.message.startsWith(NOW_STORED)) return error
      const words = factWords(fact, deployment.facts[fact.id]) ?? 'not answered'
      return { ...error, message: `${NOW_STORED}${words}` }
    }),
})

const NOW_STORED = 'Now stored: '

const SectionFields = (props: {
  section: EditSection
  form: FormState
  owners: readonly Owner[]
}): ReactElement => {
  const { section, form } = props
  if (section.id === 'stop') {
    return (
      <>
        <OwnerField form={form} owners={props.owners} />
        <StopFields form={form} />
      </>
    )
  }
  if (section.id === 'dates') {
    return (
      <>
        <DateFields form={form} />
        <SharingField form={form} />
      </>
    )
  }
  return <FactFields facts={section.facts} form={form} />
}

const valuesOf = (deployment: Deployment): Record<string, string> => ({
  ownerId: deployment.ownerId,
  switchOffHow: deployment.switchOffHow,
  switchOffWho: deployment.switchOffWho,
  heldBack: deployment.heldBack ? 'yes' : '',
  ...datePartsOf('pilotEnds', deployment.pilotEnds ?? ''),
  ...datePartsOf('reviewDue', deployment.reviewDue ?? ''),
  ...factValues(deployment.facts),
})

/** What another section says: it is saved as it stands. */
const unchanged = (deployment: Deployment): object => ({
  ownerId: deployment.ownerId,
  switchOffHow: deployment.switchOffHow,
  switchOffWho: deployment.switchOffWho,
  heldBack: deployment.heldBack,
  pilotEnds: deployment.pilotEnds,
  reviewDue: deployment.reviewDue,
  facts: askedFacts(deployment.facts),
})

const saidIn = (
  section: EditSection,
  deployment: Deployment,
  values: FormState['values'],
): object => {
  if (section.id === 'stop') {
    const { ownerId, switchOffHow, switchOffWho } = values
    return { ownerId, switchOffHow, switchOffWho }
  }
  if (section.id === 'dates') {
    return {
      heldBack: values['heldBack'],
      pilotEnds: dateOfParts(values, 'pilotEnds'),
      reviewDue: dateOfParts(values, 'reviewDue'),
    }
  }
  return { facts: { ...askedFacts(deployment.facts), ...factsOf(section.facts, values) } }
}
