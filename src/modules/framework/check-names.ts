import type { GateCheckId } from './model.js'

/** The name of a gate's check on the screen. */
export const CHECK_NAMES: Readonly<Record<GateCheckId, string>> = {
  'version-chosen': 'A version is chosen',
  'conditions-closed': 'Conditions of the last gate are closed',
  'no-open-serious-concern': 'No serious concern is open',
  'last-point-on-time': 'Monitoring figures are on time',
  'no-unexplained-signal': 'No signal is unexplained',
  'review-passed': 'A review has been passed in business as usual',
  'caught-up': 'Evidence has caught up with use',
  'no-unacceptable-hazard': 'No hazard has a residual risk of 5',
  'hazards-acceptable': 'Every hazard is scored and its risk accepted',
  'members-confirmed': 'An organisation that it covers has confirmed',
  'charter-kept': 'The four tests of the charter pass',
}
