import type { ReactElement } from 'react'
import { answerAddress } from '#modules/evidence/index.js'
import type { FormSection } from '#modules/framework/index.js'
import { asCountOf, asDate, asList, asTime, InsetText, Tag } from '#ui/index.js'
import type { ShownForm } from '../show-form.js'
import { FORM_TONES } from './words.js'

/** Who else has the form open, and where. */
export const OthersAnswering = ({ shown }: { shown: ShownForm }): ReactElement | null =>
  shown.others.length === 0 ? null : (
    <InsetText>
      Also answering now:{' '}
      {asList(
        shown.others.map(
          (one) =>
            `${one.personName} in ${sectionName(shown, one.sectionId)}, seen at ${asTime(one.seenAt)}`,
        ),
      )}
      . You can both save; only the same question would clash.
    </InsetText>
  )

const sectionName = ({ form }: ShownForm, id: string): string =>
  form.sections.find((section) => section.id === id)?.name ?? id

/** The heading of a form: its name, what it is about and how far it is. */
export const FormHeading = ({ shown }: { shown: ShownForm }): ReactElement => {
  const { form, subject, word, judgement, editions } = shown
  const { answered, asked, waiting } = judgement.progress
  const [last] = editions
  return (
    <>
      <h2 className="nhsuk-heading-l">
        {form.name} <Tag tone={FORM_TONES[word]}>{word}</Tag>
      </h2>
      <p>
        About <strong>{subject.name}</strong>. {answered} of {asCountOf(asked, 'question')} answered
        {waiting.length > 0
          ? `; ${waiting.length} more may be asked, depending on earlier answers`
          : ''}
        .
        {last
          ? ` Edition ${last.number} was finished on ${asDate(last.finishedOn)} by ${last.finishedByName}.`
          : ''}
      </p>
      <InReview shown={shown} />
    </>
  )
}

const InReview = ({ shown: { reviews } }: { shown: ShownForm }): ReactElement | null =>
  reviews.length === 0 ? null : (
    <InsetText>
      <p>
        The form is finished and nothing of it has changed. What came of it counts at no gate until
        somebody looks at it again:
      </p>
      <ul>
        {reviews.map((one) => (
          <li key={answerAddress(one)}>
            <a href={answerAddress(one)}>{one.name}</a>:{' '}
            {one.word === 'Expired'
              ? `expired; its last day was ${asDate(one.because)}`
              : `under review, ${one.kind === 'left-behind' ? '' : 'since '}${one.because}`}
          </li>
        ))}
      </ul>
    </InsetText>
  )

const COUNTS: Readonly<Record<FormSection['counts'], string>> = {
  background: 'Background: not assessed.',
  assessed: 'Assessed: answers pass, fail or have to be read.',
  scored: 'Scored by a reader: no pass mark is published.',
}

/** What a section is for, and what its answers count as. */
export const SectionLine = ({ section }: { section: FormSection }): ReactElement => (
  <>
    {section.line} <span className="wr-note">{COUNTS[section.counts]}</span>
    {section.mark === 'to-be-confirmed' ? <Tag tone="yellow">To be confirmed</Tag> : null}
  </>
)
