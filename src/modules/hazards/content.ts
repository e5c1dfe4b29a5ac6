import { isDeepStrictEqual } from 'node:util'
import { WORD_FIELDS, type Hazard, type HazardContent, type SourceStatement } from './model.js'

/** What a hazard says, without where it stands. */
export const contentOf = (hazard: HazardContent): HazardContent => ({
  name: hazard.name,
  kind: hazard.kind,
  description: hazard.description,
  causes: hazard.causes,
  effect: hazard.effect,
  hazard: hazard.hazard,
  harm: hazard.harm,
  existingControls: hazard.existingControls,
  controls: hazard.controls,
  initial: hazard.initial,
  residual: hazard.residual,
  initialHarm: hazard.initialHarm,
  residualHarm: hazard.residualHarm,
  toleratedBecause: hazard.toleratedBecause,
  corporateScore: hazard.corporateScore,
  ownerId: hazard.ownerId,
  ownerName: hazard.ownerName,
  entry: hazard.entry,
  state: hazard.state,
  stateReason: hazard.stateReason,
  transferredTo: hazard.transferredTo,
  concerns: hazard.concerns,
})

/** A hazard of which nothing but its name is said yet. */
export const emptyContent = (name: string): HazardContent => ({
  name,
  kind: 'other',
  description: '',
  causes: '',
  effect: '',
  hazard: '',
  harm: '',
  existingControls: '',
  controls: [],
  initial: null,
  residual: null,
  initialHarm: null,
  residualHarm: null,
  toleratedBecause: '',
  corporateScore: null,
  ownerId: null,
  ownerName: 'Clinical safety officer',
  entry: 'logged',
  state: 'open',
  stateReason: '',
  transferredTo: '',
  concerns: [],
})

const FOLLOWED = ['name', 'kind', ...WORD_FIELDS] as const

/**
 * A hazard after its source states something else: what was left here as the source said it follows,
 * what was changed here stays. Scores stay in either case: they are the site's own.
 */
export const followSource = (here: Hazard, then: SourceStatement): Hazard => {
  const before = here.source
  const followed = Object.fromEntries(
    FOLLOWED.map((field) => [field, here[field] === before?.[field] ? then[field] : here[field]]),
  )
  const same = isDeepStrictEqual(here.controls, before?.controls)
  return { ...here, ...followed, controls: same ? then.controls : here.controls, source: then }
}

/** The fields in which a hazard differs here from what its source states. */
export const adjustedFields = (here: Hazard): string[] => {
  const { source } = here
  if (source === null) return []
  const fields: string[] = FOLLOWED.filter((field) => here[field] !== source[field])
  if (!isDeepStrictEqual(here.controls, source.controls)) fields.push('controls')
  return fields
}

/** Whether a hazard stands here as its group reviewed it, scores included. */
export const isAsTheGroupHasIt = (here: Hazard): boolean =>
  here.origin === 'group' &&
  adjustedFields(here).length === 0 &&
  isDeepStrictEqual(here.residual, here.source?.residual ?? null)

const said = (one: SourceStatement) => [
  ...FOLLOWED.map((field) => one[field]),
  one.controls,
  one.initial,
  one.residual,
  one.withdrawn,
]

/** Whether a source states something else than it did, other than who accepted it. */
export const statesOtherwise = (before: SourceStatement | null, then: SourceStatement): boolean => {
  return before === null || !isDeepStrictEqual(said(before), said(then))
}
