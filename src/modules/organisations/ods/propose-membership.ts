import type { CalendarDate } from '#kernel/time.js'
import type { KnownOrganisation } from './known-organisation.js'
import type { OdsRow } from './ods-file.js'

/** One board following another: a merger, a split of the first, or a part taken over. */
export interface Succession {
  readonly predecessor: string
  readonly successor: string
  readonly kind: 'merger' | 'split' | 'acquisition'
  readonly effective: CalendarDate
}

/** A change of system that a person may confirm: codes of the boards, and why it is put forward. */
export interface MembershipProposal {
  readonly row: number
  readonly key: string
  readonly name: string
  readonly from: string | null
  readonly to: string
  readonly reason: string
}

/**
 * What a row's ICB code would mean for membership of a system, or null when it says nothing new or
 * the organisation has closed. The code follows the head office's place, not the partnership, so it is only ever a proposal.
 */
export const proposeMembership = (
  { row, facts }: OdsRow,
  known: KnownOrganisation | null,
  succession: readonly Succession[],
): MembershipProposal | null => {
  if (facts.kind === 'icb' || facts.closed !== null) return null
  if (facts.icbCode === null || facts.icbCode === known?.icbCode) return null
  const from = known?.icbCode ?? null
  const proposal = { row, key: facts.code, name: facts.name, from, to: facts.icbCode }
  if (from === null) return { ...proposal, reason: 'The file places its head office there.' }
  return { ...proposal, reason: reasonForMove(from, facts.icbCode, succession) }
}

const KIND_WORDS: Readonly<Record<Succession['kind'], string>> = {
  merger: 'became part of',
  split: 'was split, and part of it went to',
  acquisition: 'gave part of its area to',
}

const reasonForMove = (from: string, to: string, succession: readonly Succession[]): string => {
  const step = succession.find((one) => one.predecessor === from && one.successor === to)
  return step
    ? `${from} ${KIND_WORDS[step.kind]} ${to} on ${step.effective}.`
    : `The file gives ${to} where it gave ${from} before.`
}
