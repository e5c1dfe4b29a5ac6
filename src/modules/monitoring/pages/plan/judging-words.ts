import type { MonitoringPlan, PlanRule } from '../../model.js'

/** What raises a signal, as the form of a plan and the plan itself name it. */
export const RULE_WORDS: Readonly<Record<PlanRule, string>> = {
  'special-cause': 'Special causes of the XmR chart (NHS Making Data Count)',
  'interval-beyond-pass-mark': 'The whole interval is past the pass mark',
  'missing-data': 'Figures are missing',
}

/** When a signal becomes a concern. */
export const CONCERN_WORDS: Readonly<Record<MonitoringPlan['concernRule'], string>> = {
  'two-periods-or-past-limit':
    'when it runs the wrong way two periods running, or is outside a limit and past the pass mark',
  'interval-at-once': 'so, and also at once when the whole interval is past the pass mark',
}
