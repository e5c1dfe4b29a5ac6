import type { Role } from '#kernel/roles.js'
import type { Offered } from './offered-store.js'
import type { RequirementEvidence } from './show-evidence.js'
import type { UsableWork } from './usable-work.js'

/** The lists that usable work is read in, one at a time; they are never added up. */
export const WORK_GROUPS = ['whole', 'start', 'yours', 'relied-on'] as const
export type WorkGroup = (typeof WORK_GROUPS)[number]

/** Lines of usable work on one page. */
export const WORK_PAGE = 15

/** One thing that is asked, with what others signed of the same; nobody where it is one's own. */
export interface WorkLine {
  item: RequirementEvidence
  sources: readonly Offered[]
}

/** What narrows a list: words of its name, id or signatory, and the roles that may sign. */
export interface WorkFilter {
  search: string
  /** Null for whoever signs. */
  signedBy: readonly Role[] | null
}

/** The lines of one group of usable work. Pure. */
export const linesOf = (work: UsableWork, group: WorkGroup): readonly WorkLine[] => {
  if (group === 'whole') return work.whole
  if (group === 'start') return work.start
  const items = group === 'yours' ? work.own : work.reliedOn
  return items.map((item) => ({ item, sources: [] }))
}

/** The group that is shown first: the one that saves most work and is not empty. Pure. */
export const firstGroup = (work: UsableWork): WorkGroup =>
  WORK_GROUPS.find((group) => linesOf(work, group).length > 0) ?? 'yours'

/** The lines that fit a filter, in their order. Pure. */
export const narrowLines = (
  lines: readonly WorkLine[],
  { search, signedBy }: WorkFilter,
): readonly WorkLine[] => {
  const wanted = search.trim().toLowerCase()
  return lines.filter(({ item, sources }) => {
    const { requirement } = item
    const words = [requirement.id, requirement.name, ...sources.map((one) => one.organisationName)]
    const isMine = signedBy === null || requirement.signedBy.some((role) => signedBy.includes(role))
    return isMine && words.some((one) => one.toLowerCase().includes(wanted))
  })
}

/** One page of lines, counted from 1; a number that is no page is the first or the last. Pure. */
export const pageOfLines = (lines: readonly WorkLine[], wanted: number) => {
  const pages = Math.max(1, Math.ceil(lines.length / WORK_PAGE))
  const number = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages)
  const from = (number - 1) * WORK_PAGE
  return { number, pages, from, lines: lines.slice(from, from + WORK_PAGE) }
}
