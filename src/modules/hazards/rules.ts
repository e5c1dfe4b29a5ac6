import {
  HARMS,
  NEEDS,
  PUBLISHED,
  type Level,
  type Need,
  type RiskMatrix,
} from './clinical-safety-data.js'
import type { Acceptance, AcceptingRole, Criteria, HarmAnswer, Hazard, Score } from './model.js'

/** The criteria that apply where an organisation has set none of its own. */
export const PUBLISHED_CRITERIA: Criteria = {
  id: null,
  matrix: PUBLISHED.matrix,
  needs: PUBLISHED.risks.map((one) => one.needs),
  note: '',
  signedByName: null,
  signedOn: null,
}

/** The risk of a score, from 1 to 5: looked up, never multiplied. Null where there is no score. */
export const riskOf = (score: Score | null, matrix: RiskMatrix): Level | null =>
  score ? (matrix[score.likelihood - 1]?.[score.severity - 1] ?? null) : null

/** The severity that two plain answers come to; null for a harm that is not in the list. */
export const severityOf = ({ harm, people }: HarmAnswer): Level | null =>
  HARMS.find((one) => one.id === harm)?.[people] ?? null

/** What an organisation's own criteria may not be, in sentences; empty when they may stand. */
export const problemsOfCriteria = ({
  matrix,
  needs,
}: Pick<Criteria, 'matrix' | 'needs'>): string[] => {
  const problems: string[] = []
  if (needs[4] !== 'no-gate')
    problems.push('A risk of 5 must block every gate: nobody may except it.')
  if (
    needs.some(
      (need, place) => place > 0 && strictness(need) < strictness(needs[place - 1] ?? 'record'),
    )
  )
    problems.push('A higher risk must not ask for less than a lower one.')
  if (!rises(matrix)) problems.push('The risk must not fall where likelihood or severity rises.')
  if (matrix[4]?.[4] !== 5)
    problems.push('Very high likelihood with catastrophic severity must be a 5.')
  return problems
}

/** The cells in which a matrix is milder than the published one. */
export const milderCells = (matrix: RiskMatrix): Score[] =>
  matrix.flatMap((row, likelihood) =>
    row.flatMap((risk, severity) =>
      risk < (PUBLISHED.matrix[likelihood]?.[severity] ?? 0)
        ? [{ likelihood: (likelihood + 1) as Level, severity: (severity + 1) as Level }]
        : [],
    ),
  )

const strictness = (need: Need): number => NEEDS.indexOf(need)

const rises = (matrix: RiskMatrix): boolean =>
  matrix.every((row, i) =>
    row.every((risk, j) => risk >= (row[j - 1] ?? 0) && risk >= (matrix[i - 1]?.[j] ?? 0)),
  )

/** Whether a hazard counts when a gate is assessed: it is logged or awaits triage, and is open or transferred. */
export const counts = ({ entry, state }: Pick<Hazard, 'entry' | 'state'>): boolean =>
  entry !== 'deprecated' && state !== 'closed'

/** What of an acceptance the rules look at. */
type Accepted = Pick<Acceptance, 'role' | 'risk' | 'personId' | 'onBehalfOf'>

/** What stands between a hazard and its acceptance. */
export type Standing =
  | { word: 'accepted' | 'recorded'; missing: null }
  | {
      word: 'not-scored' | 'under-review' | 'not-acceptable' | 'too-high' | 'acceptance-wanted'
      missing: string
    }

/** Where a hazard stands by the criteria in force, and what is missing, in a sentence. */
export const standingOf = (
  hazard: Pick<Hazard, 'residualRisk' | 'reviewSince' | 'toleratedBecause' | 'entry'>,
  acceptances: readonly Accepted[],
  criteria: Pick<Criteria, 'needs'>,
): Standing => {
  const { residualRisk: risk } = hazard
  if (risk === null) return { word: 'not-scored', missing: 'Its residual risk is not scored.' }
  const need = criteria.needs[risk - 1] ?? 'no-gate'
  if (need === 'no-gate')
    return { word: 'not-acceptable', missing: `Its residual risk is ${risk}: not acceptable.` }
  if (need === 'no-go-live')
    return {
      word: 'too-high',
      missing: `Its residual risk is ${risk}: it must be removed or brought down before it goes live.`,
    }
  if (hazard.reviewSince !== null)
    return { word: 'under-review', missing: `It is under review since ${hazard.reviewSince}.` }
  if (hazard.entry === 'awaiting-triage')
    return { word: 'under-review', missing: 'It awaits triage.' }
  return need === 'record'
    ? { word: 'recorded', missing: null }
    : standingOfAcceptances(need, risk, hazard.toleratedBecause, acceptances)
}

const standingOfAcceptances = (
  need: 'safety-officer' | 'two-acceptances',
  risk: Level,
  reason: string,
  acceptances: readonly Accepted[],
): Standing => {
  const missing = acceptancesMissing(need, risk, acceptances)
  if (need === 'two-acceptances' && !reason)
    return { word: 'acceptance-wanted', missing: 'Nobody has written down why it is tolerated.' }
  if (missing.length === 0) return { word: 'accepted', missing: null }
  const who = missing.map((role) => ACCEPTING_ROLE_NAMES[role]).join(' and ')
  return { word: 'acceptance-wanted', missing: `It is not yet accepted by the ${who}.` }
}

/** The roles whose acceptance is missing; two must be two people, and a deputy counts as their principal too. */
export const acceptancesMissing = (
  need: Need,
  risk: Level,
  acceptances: readonly Accepted[],
): AcceptingRole[] => {
  const wanted = ROLES_WANTED[need]
  const standing = acceptances.filter((one) => one.risk >= risk)
  const by = (role: AcceptingRole) => standing.filter((one) => one.role === role)
  const missing = wanted.filter((role) => by(role).length === 0)
  if (missing.length > 0 || wanted.length < 2) return missing
  const areTwo = standing.some((one) =>
    standing.some((other) => one.role !== other.role && !sharePerson(one, other)),
  )
  return areTwo ? [] : ['executive-sponsor']
}

/**
 * Whether somebody is bound already by the only acceptance in the other role, as its giver or as whom its
 * giver stood in for, so that theirs would not be the second of two people.
 */
export const isBoundAlready = (
  next: Pick<Accepted, 'role' | 'personId' | 'onBehalfOf'>,
  acceptances: readonly Accepted[],
): boolean => {
  const others = acceptances.filter((one) => one.role !== next.role)
  return others.length > 0 && others.every((one) => sharePerson(one, next))
}

const sharePerson = (one: Person, other: Person): boolean =>
  peopleOf(one).some((person) => peopleOf(other).includes(person))

type Person = Pick<Accepted, 'personId' | 'onBehalfOf'>

const peopleOf = ({ personId, onBehalfOf }: Person): string[] =>
  onBehalfOf ? [personId, onBehalfOf.personId] : [personId]

const ROLES_WANTED: Readonly<Record<Need, readonly AcceptingRole[]>> = {
  record: [],
  'safety-officer': ['clinical-safety-officer'],
  'two-acceptances': ['clinical-safety-officer', 'executive-sponsor'],
  'no-go-live': [],
  'no-gate': [],
}

/** The accepting roles as the screen says them. */
export const ACCEPTING_ROLE_NAMES: Readonly<Record<AcceptingRole, string>> = {
  'clinical-safety-officer': 'clinical safety officer',
  'executive-sponsor': 'executive sponsor',
}
