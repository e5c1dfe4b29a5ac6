import { z } from 'zod'
import type { CalendarDate } from '#kernel/time.js'
import { boundedText, freeText } from '#kernel/identifiable-data.js'

/** What an organisation is; sub-ICB locations and commissioning groups come from national files. */
export const ORGANISATION_KINDS = [
  'trust',
  'icb',
  'gp-practice',
  'other-nhs',
  'supplier',
  'partner',
  'sub-icb',
  'ccg',
] as const

/** A kind of organisation. */
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** The kinds of organisation as the screen says them. */
export const ORGANISATION_KIND_NAMES: Readonly<Record<OrganisationKind, string>> = {
  trust: 'NHS trust',
  icb: 'Integrated care board',
  'gp-practice': 'GP practice',
  'other-nhs': 'Other NHS organisation',
  supplier: 'Supplier',
  partner: 'Partner organisation',
  'sub-icb': 'Sub-ICB location',
  ccg: 'Clinical commissioning group (before July 2022)',
}

/** The NHS England regions since 2020, by code. */
export const REGION_NAMES: Readonly<Record<string, string>> = {
  Y56: 'London',
  Y58: 'South West',
  Y59: 'South East',
  Y60: 'Midlands',
  Y61: 'East of England',
  Y62: 'North West',
  Y63: 'North East and Yorkshire',
}

/** An organisation as everyone signed in sees it. */
export interface Organisation {
  id: string
  odsCode: string | null
  name: string
  kind: OrganisationKind
  regionCode: string | null
  /** Board of the head office as a national file says it; not the system it belongs to. */
  fileIcbCode: string | null
  subIcbCode: string | null
  address: readonly string[] | null
  postcode: string | null
  opened: CalendarDate | null
  closed: CalendarDate | null
  /** The form of national file, `reference-pack`, or words saying who told of it. */
  source: string
  sourceDate: CalendarDate | null
  isExample: boolean
  revision: number
}

/** A system, or a member of one, for a span of days. */
export interface SystemMembership {
  id: string
  organisationId: string
  systemId: string
  systemCode: string | null
  systemName: string
  from: CalendarDate
  /** The first day it no longer belongs; null while it does. */
  until: CalendarDate | null
  confirmedBy: string
  confirmedAt: Date
  source: string
}

/** What an import thinks a membership should be, until a person decides. */
export interface OpenProposal {
  id: string
  organisationId: string
  systemId: string
  systemName: string
  reason: string
  proposedAt: Date
}

/** One organisation following another. */
export interface OrganisationSuccession {
  predecessor: { id: string; name: string; odsCode: string | null }
  successor: { id: string; name: string; odsCode: string | null }
  kind: SuccessionKind
  effective: CalendarDate
  source: string
  confirmedBy: string | null
  confirmedAt: Date | null
}

/** How one organisation follows another. */
export const SUCCESSION_KINDS = ['merger', 'split', 'acquisition', 'rename'] as const

/** A kind of succession. */
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number]

/** The kinds of succession as the screen says them. */
export const SUCCESSION_KIND_NAMES: Readonly<Record<SuccessionKind, string>> = {
  merger: 'Merger',
  split: 'Split: only a part of it went there',
  acquisition: 'Part taken over by an organisation that goes on',
  rename: 'New name or code',
}

/** Whether the predecessor ended with it, so that somebody else must look after its records. */
export const endsPredecessor = (kind: SuccessionKind): boolean =>
  kind === 'merger' || kind === 'rename'

/** A place inside an organisation. */
export interface Site {
  id: string
  name: string
  code: string | null
  closed: CalendarDate | null
}

const id = z.string().max(60)
const day = (what: string) => z.iso.date(`Enter ${what} as a day, month and year.`)

/** What naming a missing supplier takes. */
/** Kinds of organisation that somebody names; the others come from national files or stand in a form of their own. */
export const NAMED_KINDS = ['trust', 'icb', 'gp-practice', 'other-nhs', 'partner'] as const

/** What adding an organisation that no national file lists takes. */
export const addOrganisationInput = z.object({
  name: freeText('the name of the organisation', 200),
  kind: z.enum(NAMED_KINDS, { error: 'Choose what kind of organisation it is.' }),
  odsCode: z
    .string()
    .trim()
    .toUpperCase()
    .max(20, 'An ODS code has 20 letters and digits at most.')
    .regex(/^[A-Z0-9]*$/, 'An ODS code has only letters and digits, such as RJ1.')
    .default('')
    .transform((code) => code || null),
})

export const addSupplierInput = z.object({ name: freeText('the name of the supplier', 200) })

/** What confirming that an organisation belongs to a system takes. */
export const confirmMembershipInput = z.object({
  organisationId: id,
  systemId: z.string().min(1, 'Choose the integrated care board.').max(60),
  from: day('the day it began'),
})

/** What ending a membership takes; it ends at the start of that day. */
export const endMembershipInput = z.object({
  /** Of this organisation only, where it is named. */
  organisationId: id.optional(),
  membershipId: id,
  until: day('the day it ends'),
})

/** What deciding about a proposed membership takes. */
const proposalNamed = { organisationId: id.optional(), proposalId: id }
export const decideProposalInput = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('accept'), ...proposalNamed, from: day('the day it began') }),
  z.object({ decision: z.literal('refuse'), ...proposalNamed }),
])

/** What adding a site takes. */
export const addSiteInput = z.object({
  name: freeText('the name of the site', 200),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{0,12}$/, 'Enter the site code as letters and figures, or leave it out.')
    .default(''),
})

/** What recording a succession takes; organisations are named by code or id. */
export const recordSuccessionInput = z.object({
  predecessorId: id,
  successor: boundedText('the ODS code of the organisation that follows', 60),
  kind: z.enum(SUCCESSION_KINDS, { error: 'Choose how it follows.' }),
  effective: day('the day it took effect'),
  source: freeText('where this is known from', 200),
})
