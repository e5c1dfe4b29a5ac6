import type { ReactElement } from 'react'
import type { FormState } from '#kernel/declare/page.js'
import { DateField, dateOfParts, Details, field, fieldDate, Radios, TextArea } from '#ui/index.js'
import { HARM_NAMES, STILL_NAMES } from '../words.js'

/** What is asked of whoever raises a concern; only the first must be answered. */
export const ConcernFields = ({ form }: { form: FormState }): ReactElement => (
  <>
    <TextArea
      label="What happened?"
      hint="In your own words. Leave out names of people. NHS numbers, dates of birth, postcodes, e-mail addresses and telephone numbers are refused."
      rows={5}
      {...field(form, 'whatHappened')}
    />
    <Radios
      label="Was anyone harmed?"
      optional
      choices={(['no', 'not-sure', 'minor', 'serious'] as const).map((value) => ({
        value,
        label: HARM_NAMES[value],
      }))}
      {...field(form, 'harm')}
    />
    <Details summary="Say more, if you can" open={form.errors.length > 0}>
      <DateField label="When was it noticed?" optional {...fieldDate(form, 'noticedOn')} />
      <Radios
        label="Is it still happening?"
        optional
        inline
        choices={(['yes', 'no', 'not-sure'] as const).map((value) => ({
          value,
          label: STILL_NAMES[value],
        }))}
        {...field(form, 'stillHappening')}
      />
    </Details>
  </>
)

/** The values of the form with its date put together. */
export const concernValues = (values: FormState['values']): Record<string, unknown> => ({
  ...values,
  noticedOn: dateOfParts(values, 'noticedOn'),
})
