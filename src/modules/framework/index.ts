export { agreedWay } from './agreed-way.js'
export { evaluateApplies, splitReasons, type Applicability } from './applies.js'
export { lineThatCounts } from './line-that-counts.js'
export { withDerivedFacts } from './derive-facts.js'
export {
  exceptionRuleFor,
  requireGate,
  requireRequirement,
  stageName,
} from './find-in-framework.js'
export { CHECK_NAMES } from './check-names.js'
export { everybodyWhoMayExcept } from './narrow-exceptions.js'
export { gateWithoutLayer, requirementWithoutLayer } from './without-layer.js'
export { changedGates } from './changed-gates.js'
export { changedRequirements, type ChangedRequirements } from './changed-requirements.js'
export { detailDigest } from './detail-digest.js'
export { requirementDigest } from './requirement-digest.js'
export { gateChanges, stepInWords } from './gate-changes.js'
export { partChanges, requirementInShort } from './parts-in-words.js'
export { compareFrameworks, type FrameworkDifference } from './compare-frameworks.js'
export { applyLayer } from './apply-layer.js'
export { layerProblems } from './check-layer.js'
export { blocksLost } from './never-excepted.js'
export { FrameworkFault } from './framework-fault.js'
export { isLocal, type Layer, type LocalAddition } from './layer-model.js'
export { loadFramework } from './load-framework.js'
export { LARGEST_LAYER, layerOfText, readLayer } from './read-layer.js'
export { digestOfVersion, LARGEST_VERSION, readVersion, versionOfContent } from './read-version.js'
export { MEASURE_CHOICES } from './measure-choices.js'
export { askedId, askedOf, type Asked } from './parts.js'
export { isReopenedBy, lastDayInDate } from './renewal.js'
export { FACT_IDS, GATE_CHECKS, GATE_IDS, SIGNED_EVIDENCE, STAGE_IDS } from './model.js'
export type * from './model.js'
export { answerInWords } from './forms/answer-in-words.js'
export {
  askedQuestions,
  progressOf,
  type FormProgress,
  type GivenAnswer,
  type GivenAnswers,
  type QuestionState,
  type RoutedQuestion,
} from './forms/asked-questions.js'
export { fillRequirement } from './forms/fill-requirement.js'
export { choicesOf, PROVIDED, questionsOf } from './forms/form-model.js'
export type {
  FormQuestion,
  TextHeld,
  FormRule,
  FormSection,
  GuidedForm,
  PassOutcome,
} from './forms/form-model.js'
export { judgeForm, type FormJudgement, type JudgedQuestion } from './forms/judge-form.js'
export { ruleInWords } from './forms/rules-in-words.js'
export { appliesInWords } from './applies-in-words.js'
export {
  effectInWords,
  exceptionInWords,
  markInWords,
  renewalInWords,
  rolesInWords,
  sourceDate,
} from './words.js'
export { frameworkVerbs } from './verbs.js'
