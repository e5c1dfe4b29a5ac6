import { page } from '#kernel/declare/page.js'
import { asDateTime, SummaryList } from '#ui/index.js'
import { showForm } from '../show-form.js'
import { AllAnswers } from './all-answers.js'
import { Verdict } from './check.js'
import { FormHeading } from './parts.js'
import { formAddress, shellOf } from './places.js'

/** The whole form on one page, made to print: all questions, answers, dates and attachments. */
export const printPage = page({
  path: '/forms/:form/print',
  allow: ['signed-in'],
  get: async ({ read, params, actor, now }) => {
    const shown = await read(showForm, { id: params['form'] })
    const { filled, form, requirement, subject, editions } = shown
    const [last] = editions
    return {
      title: `${form.name}: ${subject.name}`,
      ...shellOf(subject),
      body: (
        <>
          <FormHeading shown={shown} />
          <SummaryList
            rows={[
              { key: 'Kept by', value: actor.organisationName },
              {
                key: 'Form',
                value: `${form.name} (${form.version}). The questions are in our own words.`,
              },
              { key: 'Answers', value: `${requirement.id} ${requirement.name}` },
              {
                key: 'Last changed',
                value: `${asDateTime(filled.changedAt)} by ${filled.changedByName}`,
              },
              {
                key: 'Last edition',
                value: last ? (
                  <span className="wr-answer">
                    {last.number}, SHA-256 {last.digest}
                  </span>
                ) : (
                  'none'
                ),
              },
              { key: 'Printed', value: asDateTime(now) },
            ]}
          />
          <AllAnswers shown={shown} mayChange={false} />
          <Verdict judgement={shown.judgement} />
          <p className="wr-screen-only">
            <a className="wr-screen-only" href={formAddress(filled.id)}>
              Back to the sections
            </a>
          </p>
        </>
      ),
    }
  },
})
