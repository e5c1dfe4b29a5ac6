import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { addSiteInput } from './model.js'
import { closeSiteRow, insertSite } from './site-store.js'

/** Who keeps the sites of their own organisation. */
export const MAY_KEEP_SITES: Allow = ['administrator', 'deployment-owner']

/** Adds a site to the actor's organisation. Throws Conflict when one has that name. */
export const addSite = command({
  name: 'organisations.add-site',
  allow: MAY_KEEP_SITES,
  input: addSiteInput,
  async run({ tx, now, newId, organisationId }, { name, code }) {
    const site = {
      id: newId('sit'),
      organisationId: organisationId(),
      name,
      code: code === '' ? null : code,
    }
    await insertSite(tx, site, now)
    return {
      result: { id: site.id, organisationId: site.organisationId },
      audit: {
        subject: { kind: 'organisation', id: site.organisationId },
        after: { site: name, siteCode: site.code },
      },
      events: [],
    }
  },
})

/** Closes a site of the actor's organisation today; what is registered there stays. */
export const closeSite = command({
  name: 'organisations.close-site',
  allow: MAY_KEEP_SITES,
  input: z.object({ siteId: z.string().max(60) }),
  async run({ tx, now, organisationId }, { siteId }) {
    const closed = londonDate(now)
    const name = await closeSiteRow(tx, siteId, closed)
    return {
      result: { organisationId: organisationId(), name },
      audit: {
        subject: { kind: 'organisation', id: organisationId() },
        before: { site: name, siteClosed: null },
        after: { site: name, siteClosed: closed },
      },
      events: [],
    }
  },
})
