import type { CalendarDate } from '#kernel/time.js'
import { CHECK_NAMES, type GateCheckId } from '#modules/framework/index.js'
import type { GateFacts } from './gate-facts.js'
import { hazardsInTheWay, nothingLogged, unacceptableHazards } from './judge-hazards.js'
import { membersInTheWay, membersInWords } from './judge-members.js'
import { charterInTheWay, notUnderCharter } from './judge-charter.js'
import { pointsAreLate } from './judge-evidence.js'
import { longDate } from './wording.js'

/** Whether the record itself satisfies a gate's check, and the sentence that says why. */
export const judgeCheck = (
  check: GateCheckId,
  facts: GateFacts,
  today: CalendarDate,
): { passes: boolean; applies?: false; sentence: string } => {
  const nothing = doesNotApply(check, facts)
  if (nothing !== null) return { passes: true, applies: false, sentence: nothing }
  const failure = failures[check](facts, today)
  const passed = check === 'members-confirmed' ? membersInWords(facts) : `${CHECK_NAMES[check]}.`
  return { passes: failure === null, sentence: failure ?? passed }
}

const doesNotApply = (check: GateCheckId, facts: GateFacts): string | null => {
  if (check === 'charter-kept') return notUnderCharter(facts)
  if (check === 'members-confirmed') return facts.members === null ? membersInWords(facts) : null
  return ABOUT_HAZARDS.includes(check) ? nothingLogged(facts) : null
}

const ABOUT_HAZARDS: readonly GateCheckId[] = ['no-unacceptable-hazard', 'hazards-acceptable']

// Several signals of one measure and day, one for each rule, are said once with their number.
const signalsInTheWay = ({ unexplainedSignals: open }: GateFacts): string | null => {
  if (open.length === 0) return null
  const named = [...new Set(open.map(({ measure, on }) => `${measure} on ${longDate(on)}`))]
  return open.length === 1
    ? `Signal not yet explained: ${named.join('')}.`
    : `${open.length} signals not yet explained: ${named.join('; ')}.`
}

const failures: Record<GateCheckId, (facts: GateFacts, today: CalendarDate) => string | null> = {
  'version-chosen': (facts) =>
    facts.versionChosen ? null : 'The version has not been chosen yet.',
  'conditions-closed': ({ openConditions }, today) =>
    openConditions.length === 0
      ? null
      : openConditions
          .map(({ condition, ownerName, dueOn }) => {
            const due = `${dueOn < today ? 'was due' : 'due'} on ${longDate(dueOn)}`
            return `Condition still open: ${condition} (${ownerName}, ${due}).`
          })
          .join(' '),
  'no-open-serious-concern': ({ openSeriousConcerns: open }) => {
    if (open.length === 0) return null
    return open.length === 1
      ? `A serious concern is open: ${open.join('')}.`
      : `${open.length} serious concerns are open: ${open.join(', ')}.`
  },
  'last-point-on-time': ({ monitoring }, today) => pointsAreLate(monitoring, today),
  'no-unexplained-signal': signalsInTheWay,
  'review-passed': (facts) =>
    facts.reviewsPassed > 0 ? null : 'No review has been passed in business as usual yet.',
  'caught-up': ({ inUseBeforeAssessment }) => {
    const outstanding = inUseBeforeAssessment?.catchUpOutstanding ?? []
    if (outstanding.length === 0) return null
    return `In use before assessment. Still to catch up: ${outstanding.join(', ')}.`
  },
  'no-unacceptable-hazard': unacceptableHazards,
  'hazards-acceptable': hazardsInTheWay,
  'members-confirmed': membersInTheWay,
  'charter-kept': charterInTheWay,
}
