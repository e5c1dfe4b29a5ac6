import type { Actor } from '#kernel/actor.js'
import { addDays, type CalendarDate } from '#kernel/time.js'
import { exampleProductFile } from './example-product-file.js'
import { exampleUseFile } from './example-use-file.js'

type Values = Readonly<Record<string, string | number | boolean | string[]>>

/** What the example's organisations answer to requirements, in plain words of its own. */
export const exampleAnswers = (
  on: CalendarDate,
  owner: Actor,
): Readonly<Record<string, Values>> => ({
  ...exampleProductFile(on, addDays(on, 365)),
  ...exampleUseFile(on, addDays(on, 730), owner),
  R04: {
    plan: 'Clinical risk management plan, deterioration alert, version 1.2, in the safety file',
    'hazard-log': 'Hazard log of this deployment: 9 local hazards, 6 passed on by the supplier',
    'highest-risk': 3,
    conclusion:
      'The remaining risks are tolerable with a nurse checking every alert and the early warning score still recorded by hand.',
    'go-live': on,
  },
  R06: {
    'intended-purpose':
      'Estimates the chance that an adult on a ward becomes seriously ill in the next 24 hours, to help nurses choose whom to see first.',
    'is-device': true,
    reasons: 'The maker says it informs decisions about care of individual people, rule 11.',
    class: 'IIa',
  },
  R18: {
    controller: owner.organisationName ?? 'This organisation',
    processors: 'Example Health Software, which hosts it; no further processors are disclosed.',
    risks:
      'Wrong or late alerts, and wider access to records. Access is by role; alerts are audited monthly.',
    'officer-advice': 'Go on, with a review after the first year and notices on wards.',
    'high-risk-left': false,
  },
  R28: {
    sample:
      'The stays of the first weeks of the pilot, all adult wards, chosen by date and nothing else.',
    'reference-standard':
      'Transfer to intensive care or death within 24 hours, from the patient administration system',
    'pass-mark-fixed': on,
    groups: 'By sex and age band; the oldest group is small in single weeks.',
  },
  R30: {
    baseline: '41 unplanned transfers to intensive care a month',
    'measured-on': on,
    expected: '35 a month within a year',
    'benefit-owner': owner.name,
    cost: 62_000,
  },
  R31: {
    'who-checks': 'The nurse in charge of the ward',
    'when-checked': 'before',
    override: 'Dismiss the alert and say why in one line; care goes on as the nurse judges.',
    'switch-off':
      'The site manager calls the digital operations desk, which stops the interface within minutes.',
    time: 3,
  },
  R32: {
    plan: 'The early warning score is recorded by hand as before; the outreach team rounds every four hours.',
    'how-known': 'A banner on the ward screen and a call from the operations desk',
    'tested-on': on,
  },
  R33: {
    who: 'Nurses and outreach staff of the wards that use it',
    content:
      'What it can and cannot see, how often it is wrong, and why agreeing with it too readily is a risk.',
    'target-share': 90,
    'trained-share': 94,
  },
  R34: {
    measures: ['auroc', 'sensitivity', 'ppv'],
    frequency: 'week',
    watcher: owner.name,
    'stop-rule':
      'Look at it with the supplier within five working days; pause if two more weeks fall below the pass mark.',
  },
  R40: {
    where: 'On the public page, on posters on each ward and in the admission booklet',
    words: 'A computer program watches your readings and may ask a nurse to come to you sooner.',
    'say-no': 'Yes. Tell a nurse: your readings are then watched as they were before.',
    involved: 'The patient and carer panel',
  },
})
