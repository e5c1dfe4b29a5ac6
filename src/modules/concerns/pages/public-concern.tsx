import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { LimitReached, NotFound } from '#kernel/errors.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import {
  Button,
  EmptyState,
  FilterBar,
  ErrorSummary,
  field,
  Form,
  Hidden,
  InsetText,
  PageHeading,
  Panel,
  TextField,
} from '#ui/index.js'
import { publicConcernOrganisation, raisePublicConcern } from '../raise-public-concern.js'
import { clocksOf } from '../rules.js'
import { ConcernFields, concernValues } from './concern-fields.js'
import { WhatHappensNext } from './raise.js'

const HERE = '/public/raise-a-concern'
const AN_HOUR = 3600
const FROM_ONE_ADDRESS = 10
const FROM_EVERYWHERE = 200

/** The pages on which the public raises a concern, without sign-in; nobody is asked who they are. */
export const publicConcernPages = () => {
  const allowed = limits()
  return [
    page({
      path: HERE,
      allow: ['public'],
      get: async (context, form) => {
        const organisation = await organisationOf(context, field(form, 'organisation').value)
        return {
          title: 'Raise a concern about an AI tool',
          publicPage: true,
          body: (
            <div className="wr-readable">
              <ErrorSummary errors={form.errors} />
              <PageHeading aside={organisation ? `with ${organisation.name}` : undefined}>
                Raise a concern about an AI tool
              </PageHeading>
              {organisation ? (
                <Form action={HERE} csrf={context.csrf}>
                  <InsetText>
                    <p>
                      Nobody here is asked who you are, so nobody can write back to you. If you want
                      an answer, contact the organisation’s patient advice and liaison service.
                    </p>
                  </InsetText>
                  <Hidden name="organisation" value={organisation.id} />
                  <TextField
                    label="Which tool is it about?"
                    hint="If you do not know, say where you met it."
                    optional
                    {...field(form, 'tool')}
                  />
                  <ConcernFields form={form} />
                  <Button>Raise the concern</Button>
                </Form>
              ) : (
                <EmptyState heading="Find the organisation first">
                  <p>Choose the organisation that uses the tool. Its page leads you back here.</p>
                  <FilterBar action="/public" buttonText="Search">
                    <TextField label="Organisation, place or tool" name="search" type="search" />
                  </FilterBar>
                  <p className="wr-screen-only">
                    <a href="/public">See all organisations that have published something</a>
                  </p>
                </EmptyState>
              )}
            </div>
          ),
        }
      },
      post: async ({ run, address }, { values }) => {
        await allowed(address)
        const { reference } = await run(raisePublicConcern, concernValues(values))
        const harm = values['harm'] === 'serious' ? 'serious' : 'other'
        return { redirect: `${HERE}/thank-you?reference=${reference}&harm=${harm}` }
      },
    }),
    page({
      path: `${HERE}/thank-you`,
      allow: ['public'],
      get: async ({ query, now }) => {
        const reference = query['reference'] ?? ''
        if (!/^C-[0-9A-Z]{6}$/.test(reference))
          throw new NotFound('There is no page at this address.')
        return {
          title: 'Concern raised',
          publicPage: true,
          body: (
            <div className="wr-readable">
              <PageHeading>Thank you. Your concern is raised</PageHeading>
              <Panel tone="green">
                Your reference is <strong>{reference}</strong>. Write it down: it is not sent to
                you.
              </Panel>
              <WhatHappensNext
                {...clocksOf(now, query['harm'] === 'serious' ? 'serious' : 'not-sure')}
              />
            </div>
          ),
        }
      },
    }),
  ]
}

const organisationOf = async ({ read, query }: PageContext, typed: string) => {
  const wanted = typed || query['organisation']
  return wanted ? read(publicConcernOrganisation, { organisation: wanted }) : undefined
}

// Kept in memory only: no address of a member of the public is stored.
const limits = () => {
  const one = new RateLimiterMemory({ points: FROM_ONE_ADDRESS, duration: AN_HOUR })
  const all = new RateLimiterMemory({ points: FROM_EVERYWHERE, duration: AN_HOUR })
  return async (address: string): Promise<void> => {
    try {
      await one.consume(address)
      await all.consume('everywhere')
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new LimitReached(
        'Too many concerns came from here in the last hour. Nothing you typed is lost: try again later.',
        Math.ceil(refused.msBeforeNext / 1000),
      )
    }
  }
}
