import { page, type PageDescription } from '#kernel/declare/page.js'
import { showProduct } from '#modules/products/index.js'
import {
  asCountOf,
  Button,
  ButtonGroup,
  EmptyState,
  ErrorSummary,
  field,
  Form,
  InsetText,
  Radios,
} from '#ui/index.js'
import { copyHazards, findOfferedLogs } from '../copy-hazards.js'
import { MAY_WRITE } from '../model.js'
import { showLog } from '../show-hazard.js'
import { requireOpenLog } from '../subject.js'
import type { Place } from './places.js'

/** The form to start a log from another one; what is copied is scored and signed here. */
export const startPage = (place: Place): PageDescription =>
  page({
    path: `${place.path}/start`,
    allow: MAY_WRITE,
    get: async ({ read, params, csrf }, form) => {
      const of = place.of(params)
      requireOpenLog((await read(showLog, { log: of })).subject)
      const choices =
        of.deploymentId === undefined
          ? (await read(showProduct, { id: params['id'] })).versions
              .filter((one) => one.id !== of.versionId)
              .map((one) => ({ value: one.id, label: `Version ${one.name}` }))
          : (await read(findOfferedLogs, { deploymentId: of.deploymentId })).map((one) => ({
              value: one.logId,
              label: `${one.organisationName}: ${one.useCase}`,
              hint: `${asCountOf(one.hazards, 'hazard')}${one.versionName ? `, version ${one.versionName}` : ''}`,
            }))
      return {
        title: 'Start from another log',
        nav: '/register',
        subject: place.subject(params),
        tab: 'Hazards',
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2>Start from another log</h2>
            {choices.length === 0 ? (
              <EmptyState heading="There is no log to start from">
                <p>
                  {of.deploymentId === undefined
                    ? 'This is the only version of the product.'
                    : 'No partner with the same product offers its log, and you have no other. What its supplier states arrives by itself.'}
                </p>
                <p className="wr-screen-only">
                  <a href={place.here(params)}>Back to the log</a>
                </p>
              </EmptyState>
            ) : (
              <Form action={`${place.here(params)}/start`} csrf={csrf}>
                <InsetText>
                  <p>
                    Words and controls are copied and marked with where they came from. Every hazard
                    is looked at, scored and signed here: relying on another’s log does not pass on
                    your responsibility.
                  </p>
                </InsetText>
                <Radios label="Which log?" choices={choices} {...field(form, 'from')} />
                <ButtonGroup>
                  <Button>Copy its hazards</Button>
                  <a href={place.here(params)}>Cancel</a>
                </ButtonGroup>
              </Form>
            )}
          </>
        ),
      }
    },
    post: async ({ run, params }, { values }) => {
      const done = await run(copyHazards, { log: place.of(params), from: values['from'] })
      return {
        redirect: place.here(params),
        flash: `${asCountOf(done.added, 'hazard')} copied. Look at each and score it here.`,
      }
    },
  })
