import type { Tone } from '#ui/index.js'
import type { GateItem, ItemState } from '../gate-assessment.js'

/** How each state of a thing a gate asks for reads and looks. */
export const STATE_TAGS: Readonly<Record<ItemState, { word: string; tone: Tone }>> = {
  met: { word: 'Met', tone: 'green' },
  accepted: { word: 'Accepted', tone: 'green' },
  'not-answered': { word: 'Not answered', tone: 'outline' },
  'part-answered': { word: 'Started', tone: 'blue' },
  'not-enough': { word: 'Not enough yet', tone: 'yellow' },
  'not-signed': { word: 'To sign', tone: 'yellow' },
  'wrong-role': { word: 'Signed by another role', tone: 'yellow' },
  expired: { word: 'Expired', tone: 'red' },
  'under-review': { word: 'Under review', tone: 'orange' },
  'no-points': { word: 'No figures yet', tone: 'outline' },
  'below-pass-mark': { word: 'Below the pass mark', tone: 'red' },
  'cannot-tell': { word: 'Too few to tell', tone: 'yellow' },
  'not-live': { word: 'Figures late', tone: 'yellow' },
  'must-be-local': { word: 'To sign here', tone: 'yellow' },
  'check-failed': { word: 'Open', tone: 'red' },
  'to-sign': { word: 'To sign', tone: 'yellow' },
  'sign-again': { word: 'To sign again', tone: 'orange' },
  'not-applicable': { word: 'Does not apply', tone: 'neutral' },
}

const ANSWER_WORDS: Readonly<Partial<Record<ItemState, string>>> = {
  'not-answered': 'Answer',
  'under-review': 'Look at it again',
  expired: 'Renew',
}

/** Where something a gate asks for is dealt with, and the words of the link. */
export const linkOf = (deploymentId: string, item: GateItem): { href: string; words: string } => {
  const here = `/register/deployments/${deploymentId}`
  if (item.kind === 'requirement') {
    const words = ANSWER_WORDS[item.state] ?? 'Continue'
    if (item.requirementId === 'R38') return { href: `${here}/charter`, words }
    if (item.state === 'no-points' || item.state === 'not-live')
      return { href: `${here}/monitoring`, words: 'See monitoring' }
    if (item.state === 'not-signed')
      return { href: `${here}/evidence/${item.requirementId}/sign`, words: 'Read and sign' }
    return { href: `${here}/evidence/${item.requirementId}`, words }
  }
  if (item.kind === 'sign-off')
    return { href: `${here}/gates/${item.askedAt}#sign-off`, words: 'See the signatures' }
  return checkLinks[item.requirementId]?.(here) ?? { href: `${here}/gates`, words: 'See the gates' }
}

const checkLinks: Readonly<Record<string, (here: string) => { href: string; words: string }>> = {
  'version-chosen': (here) => ({ href: `${here}/version`, words: 'Choose the version' }),
  'conditions-closed': (here) => ({ href: `${here}/gates#conditions`, words: 'See conditions' }),
  'no-open-serious-concern': (here) => ({ href: `${here}/concerns`, words: 'See concerns' }),
  'last-point-on-time': (here) => ({ href: `${here}/monitoring`, words: 'See monitoring' }),
  'no-unexplained-signal': (here) => ({ href: `${here}/monitoring`, words: 'Explain the signal' }),
  'review-passed': (here) => ({ href: `${here}/gates/review`, words: 'See the review' }),
  'caught-up': (here) => ({ href: `${here}/gates#catch-up`, words: 'See what to catch up' }),
  'no-unacceptable-hazard': (here) => ({ href: `${here}/hazards`, words: 'See the hazards' }),
  'members-confirmed': (here) => ({ href: `${here}/members`, words: 'See whom it covers' }),
  'hazards-acceptable': (here) => ({ href: `${here}/hazards`, words: 'See the hazards' }),
  'charter-kept': (here) => ({ href: `${here}/charter`, words: 'See the charter tests' }),
}

/** A gate as a title: between which two stages it stands, or its name. */
export const gateTitle = (
  gate: { name: string; from: readonly string[]; to: string | null },
  nameOf: (stage: string) => string,
): string => {
  const [from] = gate.from
  return gate.to === null || gate.from.length !== 1 || from === undefined
    ? `Gate: ${gate.name.toLowerCase()}`
    : `Gate: ${nameOf(from).toLowerCase()} to ${nameOf(gate.to).toLowerCase()}`
}
