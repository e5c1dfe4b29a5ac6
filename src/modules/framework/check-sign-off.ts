import { GATE_CHECKS, SIGNED_EVIDENCE, type Gate, type SignOffStep } from './model.js'
import { repeated } from './repeated.js'

/** What is wrong with the signatures a gate asks for, as sentences; empty when all fits. */
export const signOffProblems = ({ id, from, signOff }: Gate): string[] => {
  if (signOff.length === 0) return []
  if (id === 'cease') return ['nothing may block a cease, a signature neither.']
  if (from.includes('opportunity'))
    return ['it is decided before there is a deployment to sign for.']
  return [
    ...repeated(signOff.map((step) => step.id)).map(
      (step) => `the step ${step} stands there twice.`,
    ),
    ...signOff.flatMap((step, place) => stepProblems(step, signOff.slice(0, place))),
  ]
}

const RESERVED: readonly string[] = [SIGNED_EVIDENCE, ...GATE_CHECKS]

const stepProblems = (step: SignOffStep, earlier: readonly SignOffStep[]): string[] => {
  const where = `step ${step.id}:`
  const isEarlier = (id: string) => earlier.some((one) => one.id === id)
  const unknown = [
    ...step.after.filter((id) => !isEarlier(id)),
    ...step.notBy.filter((id) => id !== SIGNED_EVIDENCE && !isEarlier(id)),
  ]
  return [
    ...(RESERVED.includes(step.id)
      ? [`${where} this id has another meaning. Choose another.`]
      : []),
    ...repeated(step.roles).map((role) => `${where} the role ${role} stands there twice.`),
    ...[...new Set(unknown)].map((id) => `${where} there is no step ${id} before it.`),
    ...(step.rule === 'all' && step.people > 1
      ? [`${where} people goes with the rule any; the rule all asks one person in each role.`]
      : []),
  ]
}
