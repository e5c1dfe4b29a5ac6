import type { Choice } from './model.js'

/** Figures a monitoring plan can watch, as the form of a requirement offers them. */
export const MEASURE_CHOICES: readonly Choice[] = [
  { id: 'auroc', label: 'AUROC: telling those with the outcome from those without' },
  { id: 'sensitivity', label: 'Sensitivity: share of those with the outcome that it finds' },
  { id: 'specificity', label: 'Specificity: share of those without it that it leaves alone' },
  { id: 'ppv', label: 'Positive predictive value: share of its alerts that are right' },
  { id: 'npv', label: 'Negative predictive value: share of its all-clears that are right' },
  { id: 'brier', label: 'Brier score: how far its probabilities are from what happened' },
  { id: 'oe', label: 'Observed over expected: calibration overall' },
  { id: 'flag-rate', label: 'Flag rate: share of cases it raises' },
  { id: 'other', label: 'Another figure, such as minutes saved or corrections made' },
]
