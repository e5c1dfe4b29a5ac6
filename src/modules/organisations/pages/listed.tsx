import type { ReactElement } from 'react'
import { page } from '#kernel/declare/page.js'
import {
  ActLink,
  asDate,
  asList,
  Button,
  ButtonGroup,
  Card,
  ConfirmPage,
  ErrorSummary,
  field,
  Form,
  Hidden,
  InsetText,
  PageHeading,
  Radios,
} from '#ui/index.js'
import { ORGANISATION_KIND_NAMES, type LikelyDouble, type SaidOfListed } from '../model.js'
import { sayWhetherListed, takeListedBack } from '../say-whether-listed.js'
import { showOrganisation } from '../show-organisation.js'

const LIST = '/register/organisations'

/** On an organisation's page: that it may be listed already, or that somebody said so. */
export const ListedAlready = (props: {
  organisationId: string
  mayDecide: boolean
  doubles: readonly LikelyDouble[]
  same: SaidOfListed | undefined
}): ReactElement | null => {
  const here = `${LIST}/${props.organisationId}`
  const { same, doubles } = props
  if (same) {
    return (
      <InsetText>
        <p>
          {same.saidBy} said on {asDate(same.saidAt)} that this is {same.listedName} (
          {same.listedCode}) of the national files. Its facts are those of the file since.
        </p>
        {props.mayDecide ? <ActLink href={`${here}/listed/back`}>Take this back</ActLink> : null}
      </InsetText>
    )
  }
  if (doubles.length === 0 || !props.mayDecide) return null
  return (
    <Card heading="Is it listed already?" edge="yellow" id="listed">
      <p>
        A national file lists {asList(doubles.map(nameAndCode))}. If that is this organisation, it
        stands in the register twice.
      </p>
      <Button kind="secondary" href={`${here}/listed`}>
        Say whether it is the same
      </Button>
    </Card>
  )
}

const nameAndCode = (one: LikelyDouble): string => `${one.name} (${one.odsCode})`

/** Says which listed organisation is the same as one that somebody named, or that none is. */
export const listedPage = page({
  path: `${LIST}/:id/listed`,
  allow: ['administrator', 'operator'],
  get: async ({ read, params, csrf }, form) => {
    const { organisation, doubles } = await read(showOrganisation, { id: params['id'] })
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'Is it listed already?',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <PageHeading>Is {organisation.name} listed already?</PageHeading>
          {doubles.length === 0 ? (
            <p>No organisation of the national files has a name like this one.</p>
          ) : (
            <Form action={`${here}/listed`} csrf={csrf}>
              {doubles.map((one) => (
                <Hidden key={one.id} name="shown" value={one.id} />
              ))}
              <p>
                It keeps its people and records, and takes over the name, code, kind and address of
                the one you choose, which then stands here no more. You can take this back until
                something else about it changes.
              </p>
              <Radios
                label="Which of these is the same organisation?"
                choices={[
                  ...doubles.map((one) => ({
                    value: one.id,
                    label: nameAndCode(one),
                    hint: [ORGANISATION_KIND_NAMES[one.kind], one.postcode]
                      .filter(Boolean)
                      .join(', '),
                  })),
                  { value: 'none', label: 'None of these', hint: 'You are not asked again.' },
                ]}
                {...field(form, 'listed')}
              />
              <ButtonGroup>
                <Button>Save the answer</Button>
                <a href={here}>Cancel</a>
              </ButtonGroup>
            </Form>
          )}
        </div>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const { id, isSame } = await run(sayWhetherListed, {
      organisationId: params['id'],
      listed: values['listed'],
      shown: [values['shown'] ?? []].flat(),
    })
    return {
      redirect: `${LIST}/${id}`,
      flash: isSame ? 'They are one organisation now.' : 'Your answer is saved.',
    }
  },
})

/** Asks before it is taken back that an organisation is a listed one. */
export const listedBackPage = page({
  path: `${LIST}/:id/listed/back`,
  allow: ['administrator', 'operator'],
  get: async ({ read, params, csrf }, form) => {
    const { organisation, same } = await read(showOrganisation, { id: params['id'] })
    const here = `${LIST}/${organisation.id}`
    return {
      title: 'Take this back',
      nav: '/register',
      breadcrumbs: [{ text: organisation.name, href: here }],
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Is this not ${same ? `${same.listedName} (${same.listedCode})` : 'a listed organisation'} after all?`}
            action={`${here}/listed/back`}
            csrf={csrf}
            buttonText="Take it back"
            cancelHref={here}
          >
            <p>Both stand in the register again, with the facts that each had.</p>
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }) => {
    const { id } = await run(takeListedBack, { organisationId: params['id'] })
    return { redirect: `${LIST}/${id}`, flash: 'It is taken back.' }
  },
})
