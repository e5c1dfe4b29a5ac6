import { measureKind, measureName } from '../../measures.js'
import {
  ATTRIBUTE_ROLES,
  METRIC_ROLES,
  roleWords,
  type NameKind,
  type NameRole,
} from '../../metric-names/name-roles.js'
import type { MonitoringPlan } from '../../model.js'
import { roleValue } from './address.js'

type Choice = { value: string; label: string }

/** What a name of a kind can stand for under a plan, as choices of a form. */
export const choicesFor = (kind: NameKind, plan: MonitoringPlan | null): Choice[] =>
  kind === 'attribute'
    ? ATTRIBUTE_ROLES.map((role) => choice(role, '', ''))
    : [
        ...(plan ? measureChoices(plan) : []),
        ...METRIC_ROLES.filter((role) => role !== 'measure' && role !== 'ignored').flatMap((role) =>
          countChoices(role, plan?.thresholds ?? []),
        ),
        choice('ignored', '', ''),
      ]

const choice = (role: NameRole, measure: string, threshold: string): Choice => ({
  value: roleValue({ role, measure, threshold }),
  label: roleWords({ role, measure, threshold }),
})

const AS_IT_SAYS = 'at the threshold that the metric says'

/** Measures as the plan has them; one at several thresholds also at whichever the metric says. */
const measureChoices = ({ measures }: MonitoringPlan): Choice[] => {
  const several = new Set(
    measures
      .filter(({ measure }) => measureKind(measure)?.kind === 'threshold')
      .map(({ measure }) => measure)
      .filter((id, place, all) => all.indexOf(id) !== place),
  )
  return [
    ...measures.map(({ measure, threshold }) => choice('measure', measure, threshold)),
    ...[...several].map((measure) => ({
      value: roleValue({ role: 'measure', measure, threshold: '' }),
      label: `${measureName(measure, '')}, ${AS_IT_SAYS}`,
    })),
  ]
}

const countChoices = (role: NameRole, thresholds: MonitoringPlan['thresholds']): Choice[] => [
  ...thresholds.map(({ name }) => ({
    value: countValue(role, name),
    label: roleWords({ role, measure: '', threshold: name }),
  })),
  { value: role, label: `${roleWords({ role, measure: '', threshold: '' })}, ${AS_IT_SAYS}` },
]

const countValue = (role: NameRole, threshold: string): string =>
  roleValue({ role, measure: '', threshold })
