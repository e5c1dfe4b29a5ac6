import type { Actor } from '#kernel/actor.js'
import type { CalendarDate } from '#kernel/time.js'

type Values = Readonly<Record<string, string | number | boolean | string[]>>

/** What the example's trusts answer about their own use, beside the safety file and the plans. */
export const exampleUseFile = (
  on: CalendarDate,
  until: CalendarDate,
  owner: Actor,
): Readonly<Record<string, Values>> => ({
  R05: {
    name: 'The clinical safety officer of this organisation',
    registration: on,
    training: 'National clinical risk management course',
    'supplier-name': 'Dr Wilhelmina Sorrel',
    'supplier-checked': on,
  },
  R20: {
    contract: 'Schedule 3 of the service agreement',
    locations: 'In the United Kingdom, for as long as the stay and 30 days',
    'training-use': false,
    notice: 'On our website, under how we use your information',
    record: 'Entry 118',
  },
  R23: {
    gain: 'Adults on wards who become worse between rounds',
    lose: 'People whose skin is darker, where a finger probe reads oxygen too high; people who cannot call for help',
    'known-differences':
      'By sex and age band in the monitoring. By ethnicity: not known yet; the first look is after six months.',
    'reduced-by': 'Nurses keep their own judgement and the early warning score is still recorded.',
  },
  R27: {
    interfaces: 'Reads observations from the record by FHIR; sends alerts to the ward list',
    'right-patient': 'By the number of the stay, checked against name and date of birth on screen',
    'tested-on': on,
    result: 'All of 40 scripted cases arrived within a minute at the right patient.',
    downtime: 'A banner shows on the ward list; nurses go by the early warning score.',
  },
  R29: {
    questions: 'Does it find those who become worse, AUROC at least 0.72, and sooner than before?',
    evaluator: `${owner.name}, with the analyst; not independent`,
    size: 'Two weeks of all stays: about 90 people who became worse, by a power calculation',
    findings:
      'Accuracy and safety as planned; earlier by a median of three hours; value not known yet; fits the ward round; scaling up needs training time; sustainability not known.',
    'reported-on': on,
  },
  R35: {
    'safety-route': 'The patient safety team records it in the national learning service',
    'device-route': 'The medical device safety officer, by Yellow Card',
    'breach-route': 'The data protection officer, in the toolkit',
    'supplier-desk': 'The desk of Example Health Software, day and night',
    'staff-know': 'A link beside every alert',
  },
  R36: {
    'notice-days': 30,
    'version-seen': 'At the foot of the ward list',
    'roll-back': 'The supplier puts the version before back within a day',
    're-test': 'Every change of model or threshold; the clinical safety officer decides',
  },
  R37: {
    route: 'A national framework, lot 2',
    'ends-on': until,
    exit: 'Data is returned and destroyed within 60 days; observations stay in our record.',
    liability: 'As the framework says; capped for both sides',
  },
  R47: {
    outcome: 'service-evaluation',
    'decided-on': on,
  },
})
