import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { field, Radios, Select, TextArea } from '#ui/index.js'
import type { CharterTest, Party } from '../model.js'
import { isNhsBody, TEST_NAMES } from '../rules.js'
import { ANSWER_CHOICES } from './words.js'

interface FieldsOfTest {
  test: CharterTest
  form: FormState
  /** Names of the two fields. */
  names: { answer: string; reason: string }
  parties: readonly Party[]
}

/** The question of one charter test with its reason; the same in both forms that ask it. */
export const TestFields = ({ test, form, names, parties }: FieldsOfTest): ReactElement => (
  <>
    {test === 'C2' ? (
      <Select
        label={`${test}: ${QUESTIONS.C2}`}
        hint={`${TEST_NAMES.C2}, at all times. The parties are listed.`}
        empty="Not answered"
        choices={parties
          .filter((one) => one.state === 'agreed' || one.state === 'invited')
          .map((one) => ({
            value: one.organisationId,
            label: isNhsBody(one.organisationKind)
              ? one.organisationName
              : `${one.organisationName} (not an NHS body)`,
          }))}
        {...field(form, names.answer)}
      />
    ) : (
      <Radios
        label={`${test}: ${QUESTIONS[test]}`}
        choices={ANSWER_CHOICES[test]}
        {...field(form, names.answer)}
      />
    )}
    <TextArea
      label={REASONS[test]}
      optional={test === 'C2' || test === 'C3'}
      rows={2}
      {...field(form, names.reason)}
    />
  </>
)

const QUESTIONS: Readonly<Record<CharterTest, string>> = {
  C1: 'could the use affect the care of a patient?',
  C2: 'which NHS body is the controller?',
  C3: 'which data does the trial use?',
  C4: 'does its intended purpose make it a medical device?',
}

const REASONS: Readonly<Record<CharterTest, string>> = {
  C1: 'If it is clinical, why is that needed?',
  C2: 'Anything about the controller',
  C3: 'Where the data comes from',
  C4: 'What is its intended purpose?',
}
