export { agreedWay } from './agreed-way.js'
export { evaluateApplies, type Applicability } from './applies.js'
export { withDerivedFacts } from './derive-facts.js'
export {
  exceptionRuleFor,
  requireGate,
  requireRequirement,
  stageName,
} from './find-in-framework.js'
export { compareFrameworks, type FrameworkDifference } from './compare-frameworks.js'
export { FrameworkFault, loadFramework } from './load-framework.js'
export { MEASURE_CHOICES } from './measure-choices.js'
export { isReopenedBy, lastDayInDate } from './renewal.js'
export { FACT_IDS, GATE_IDS, STAGE_IDS } from './model.js'
export type * from './model.js'
export {
  effectInWords,
  exceptionInWords,
  markInWords,
  renewalInWords,
  rolesInWords,
  sourceDate,
} from './words.js'
export { frameworkVerbs } from './verbs.js'
