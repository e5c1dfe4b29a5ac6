import { asCountOf, asDate } from '#ui/words.js'
import type { DriftBasis } from '../drift/drift-basis.js'
import type { ReferenceKind } from '../drift/drift-reference.js'
import type { PlanMeasure, Point } from '../model.js'

const KINDS: Readonly<Record<ReferenceKind, string>> = {
  gate: 'the version that passed the last gate, up to that day',
  earliest: 'the earliest periods, since none came before a gate',
  chosen: 'the periods you chose',
}

/** The periods that others are held against, in a sentence. */
export const referenceWords = ({
  kind,
  windows,
}: {
  kind: ReferenceKind
  windows: readonly { from: string; to: string; versionName: string }[]
}): string => {
  const [first] = windows
  if (!first) return 'No period lies in the dates you chose.'
  const to = windows.reduce((latest, one) => (one.to > latest ? one.to : latest), first.to)
  return basisWords({ ...first, kind, to, periods: windows.length })
}

/** What a stored figure of drift was held against, in a sentence. */
const basisWords = ({
  kind,
  from,
  to,
  versionName,
  periods,
}: Omit<DriftBasis, 'figures'>): string => {
  const version = versionName ? `, version ${versionName}` : ''
  return `Held against ${KINDS[kind]}: ${asCountOf(periods, 'period')} from ${asDate(from)} up to ${asDate(to)}${version}.`
}

/**
 * What the newest of some points of score drift was held against, and earlier ones that used something
 * else; nothing for another measure.
 */
export const driftBasisWords = (
  all: readonly Point[],
  { measure }: Pick<PlanMeasure, 'measure'>,
): string[] => {
  const newest = all.at(-1)?.reference
  if (measure !== 'score_psi' || !newest) return []
  const others = all.filter(({ reference }) => reference?.figures !== newest.figures)
  const bases = [
    ...new Map(others.map(({ reference }) => [reference?.figures, reference])).values(),
  ]
  return [
    basisWords(newest),
    ...bases.map((basis) => {
      const count = others.filter(({ reference }) => reference?.figures === basis?.figures).length
      const held = basis ? basisWords(basis) : 'What they were held against was not kept.'
      return `${asCountOf(count, 'earlier period')} stayed as computed: ${held.charAt(0).toLowerCase()}${held.slice(1)}`
    }),
  ]
}
