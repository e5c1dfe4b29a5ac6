import type { CalendarDate } from '#kernel/time.js'

type Values = Readonly<Record<string, string | number | boolean | string[]>>

/** What the example's supplier has on file about itself and its product, as its customers saw it. */
export const exampleProductFile = (
  on: CalendarDate,
  until: CalendarDate,
): Readonly<Record<string, Values>> => ({
  R01: {
    'form-version': '2.0',
    'product-version': '2.2',
    'completed-on': on,
    'open-points': 'none',
  },
  R02: {
    safety: 'Passed, by the clinical safety officer and the chief nursing information officer',
    'data-protection': 'Passed, by the data protection officer',
    security: 'Passed with one finding to be mended by the next release, by the security officer',
    interoperability: 'Passed, by the integration team',
    usability: 'Passed, by the digital lead; two accessibility faults are known',
    'fits-here': true,
    differences: 'nothing',
  },
  R03: {
    plan: 'Clinical risk management plan 3.1, with the supplier and in our safety file',
    'hazard-log': 'Hazard log of version 2.2: 14 hazards, 6 passed on to users',
    'safety-case': 'Clinical safety case report 2.2',
    'safety-officer': 'Dr Wilhelmina Sorrel, registered clinician',
  },
  R07: {
    reference: 'EXAMPLE-0001 (invented for this example)',
    marking: 'ukca',
    certificate: 'EXAMPLE-C-17, until the end of next year',
    'device-term': 'Patient deterioration prediction software',
    'responsible-person': 'Not needed: the maker is in the UK',
  },
  R08: { 'completed-on': on, 'open-points': 'nothing' },
  R09: {
    plan: 'Post-market surveillance plan 2',
    'latest-report': on,
    contact: 'Vigilance desk of Example Health Software',
  },
  R10: { status: 'met', code: 'EX001', year: 'The current year' },
  R12: {
    level: 'plus',
    certificate: 'EXAMPLE-CE-204',
    until,
    covers: 'The whole company',
  },
  R13: {
    'tested-on': on,
    tester: 'An accredited tester the supplier does not own',
    'open-findings': 'One of medium severity, to be mended in the next release',
  },
  R25: { tier: 'C', 'not-shown': '18: cost-effectiveness is being studied' },
})
