import type { ReactElement } from 'react'
import type { FormState, PageContext } from '#kernel/declare/page.js'
import { Details, ErrorSummary, WarningCallout } from '#ui/index.js'
import { planWarnings } from '../../plan/plan-rules.js'
import type { showPlan } from '../../show-data.js'
import { PlanCard } from './plan-card.js'
import { PlanForm } from './plan-form.js'

type Shown = NonNullable<(typeof showPlan)['gives']>

/** Who may fix a plan; the same as its command allows. */
const MAY_FIX = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'analyst',
] as const

/** The monitoring plan: as it holds now, and the form that fixes a new one. */
export const PlanBody = (props: {
  shown: Shown
  context: PageContext
  form: FormState
  /** Measures that were just chosen from the catalogue. */
  chosen: readonly string[]
}): ReactElement => {
  const { shown, context, form, chosen } = props
  const may = MAY_FIX.some((role) => context.actor.roles.includes(role))
  const open = Object.keys(form.values).length > 0 || chosen.length > 0
  return (
    <>
      <ErrorSummary errors={form.errors} />
      {shown.plan ? <PlanCard plan={shown.plan} /> : null}
      {shown.plan ? <Warnings warnings={planWarnings(shown.plan)} /> : null}
      {may ? (
        shown.plan ? (
          <Details summary="Fix a new plan" open={open}>
            <PlanForm {...props} />
          </Details>
        ) : (
          <PlanForm {...props} />
        )
      ) : shown.plan ? null : (
        <p>No plan is fixed yet. The deployment owner fixes it before the tool is used.</p>
      )}
    </>
  )
}

const Warnings = ({ warnings }: { warnings: readonly string[] }) =>
  warnings.length === 0 ? null : (
    <WarningCallout heading="About this choice of measures">
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </WarningCallout>
  )
