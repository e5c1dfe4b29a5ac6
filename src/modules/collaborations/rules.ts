import type { CalendarDate } from '#kernel/time.js'
import { CHARTER_TESTS, type CharterTest, type SaidAnswer } from './model.js'

/** What the tests are judged on: what was said, and what the register says of the same thing. */
export interface CharterFacts {
  /** Today, in London. */
  readonly today: CalendarDate
  readonly answers: Readonly<Partial<Record<CharterTest, SaidAnswer>>>
  /** The organisation named as controller, as the register knows it. */
  readonly controller: { name: string; kind: string; closed: CalendarDate | null } | null
  readonly record: RecordFacts
}

/** What the register says of a deployment or an opportunity; null is not answered. */
export interface RecordFacts {
  readonly clinical: boolean | null
  readonly medicalDevice: boolean | null
  readonly personalData: boolean | null
  readonly stage: string
}

/** How one test stands, and why. */
export interface JudgedTest {
  readonly test: CharterTest
  readonly state: 'pass' | 'fail' | 'not-answered'
  /** A sentence for people. */
  readonly because: string
  readonly said: SaidAnswer | null
}

/** The tests in a few words. */
export const TEST_NAMES: Readonly<Record<CharterTest, string>> = {
  C1: 'Mainly non-clinical',
  C2: 'The controller is an NHS body',
  C3: 'No identifiable data in trials',
  C4: 'No new medical device',
}

/** Kinds of organisation that are no NHS body in the sense of product.md section 3. */
const NOT_NHS: readonly string[] = ['supplier', 'partner']

/** Whether a kind of organisation is an NHS body, GP practices and other providers of NHS care included. */
export const isNhsBody = (kind: string): boolean => !NOT_NHS.includes(kind)

const TRIAL_STAGES: readonly string[] = ['opportunity', 'assess', 'pilot']

/**
 * How the four tests of the charter stand (i.AI and NHS England, 25 April 2024; field.md section 3).
 * Pure. Not answered is a state of its own and does not pass; where the register contradicts what was
 * said, the test fails until one of the two is put right.
 */
export const judgeCharter = (facts: CharterFacts): JudgedTest[] =>
  CHARTER_TESTS.map((test) => {
    const said = facts.answers[test] ?? null
    const failure = failures[test](said, facts)
    if (failure !== null) return { test, state: 'fail', because: failure, said }
    return said
      ? { test, state: 'pass', because: passes[test](said, facts), said }
      : { test, state: 'not-answered', because: 'Nobody has answered this yet.', said }
  })

type Judge<Answer> = (said: SaidAnswer | null, facts: CharterFacts) => Answer

const failures: Readonly<Record<CharterTest, Judge<string | null>>> = {
  C1: (said, { record }) => {
    if (said?.answer === 'clinical' && said.reason === '')
      return 'A clinical use needs a written reason.'
    return said?.answer === 'non-clinical' && record.clinical === true
      ? 'It was called non-clinical, and the register says that it could affect the care of a patient. A clinical use needs a written reason.'
      : null
  },
  C2: (said, { controller, today }) => {
    if (!said) return null
    if (!controller) return 'The organisation named as controller is not in the register.'
    if (!isNhsBody(controller.kind))
      return `${controller.name} is not an NHS body. An NHS body is the controller at all times.`
    return controller.closed !== null && controller.closed <= today
      ? `${controller.name} has closed. Name the NHS body that is the controller now.`
      : null
  },
  C3: (said, { record }) => {
    if (said?.answer === 'personal')
      return 'Information about identifiable people, pseudonymous included, is not used in a trial under the charter.'
    return said?.answer === 'none' &&
      record.personalData === true &&
      TRIAL_STAGES.includes(record.stage)
      ? 'It was said to use no personal data, and the register says that it does.'
      : null
  },
  C4: (said, { record }) => {
    if (record.medicalDevice === true)
      return 'The register says that it is a medical device. The charter covers none; outside it the ordinary pathway applies.'
    if (said?.answer === 'medical')
      return 'Its intended purpose makes it a medical device. The charter covers no new one; outside it the ordinary pathway applies.'
    return said?.answer === 'not-medical' && said.reason === ''
      ? 'Say why its intended purpose does not make it a medical device.'
      : null
  },
}

const DATA_WORDS: Readonly<Record<string, string>> = {
  synthetic: 'The trial uses synthetic data.',
  'anonymised-aggregate': 'The trial uses anonymised, aggregated data.',
  none: 'The trial uses no personal data.',
}

const passes: Readonly<Record<CharterTest, Judge<string>>> = {
  C1: (said) =>
    said?.answer === 'clinical'
      ? `A clinical use, with a reason: ${said.reason}`
      : 'The use is non-clinical.',
  C2: (_said, { controller }) => `${controller?.name ?? ''} is the controller.`,
  C3: (said) => DATA_WORDS[said?.answer ?? ''] ?? '',
  C4: (said) => `Not a medical device: ${said?.reason ?? ''}`,
}

/** Whether a use counts as clinical: by the register or by the answer to C1; null is not answered. */
export const isClinical = ({ answers, record }: CharterFacts): boolean | null => {
  if (record.clinical === true || answers.C1?.answer === 'clinical') return true
  return record.clinical === false || answers.C1?.answer === 'non-clinical' ? false : null
}

/** How many uses of a collaboration are clinical, and whether it is still mainly non-clinical. */
export interface ClinicalShare {
  clinical: number
  nonClinical: number
  notAnswered: number
  /** Null while nothing is answered; half and more clinical is not mainly non-clinical. */
  mainlyNonClinical: boolean | null
}

/** The share of clinical uses; those not answered are counted by themselves, never as non-clinical. */
export const clinicalShare = (uses: readonly (boolean | null)[]): ClinicalShare => {
  const clinical = uses.filter((one) => one === true).length
  const nonClinical = uses.filter((one) => one === false).length
  return {
    clinical,
    nonClinical,
    notAnswered: uses.length - clinical - nonClinical,
    mainlyNonClinical: clinical + nonClinical === 0 ? null : clinical < nonClinical,
  }
}

/** Sorts uses non-clinical first, then not answered, then clinical; the order within each stays. */
export const nonClinicalFirst = <Use extends { clinical: boolean | null }>(
  uses: readonly Use[],
): Use[] => [
  ...uses.filter((one) => one.clinical === false),
  ...uses.filter((one) => one.clinical === null),
  ...uses.filter((one) => one.clinical === true),
]
