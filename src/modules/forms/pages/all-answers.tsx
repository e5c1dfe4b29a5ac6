import type { ReactElement } from 'react'
import { answerInWords, type RoutedQuestion } from '#modules/framework/index.js'
import { asDate, NOT_ANSWERED, OnThisPage, SummaryList } from '#ui/index.js'
import type { ShownForm } from '../show-form.js'
import { DocumentLink } from './attached.js'
import { sectionAddress } from './places.js'
import { STATE_WORDS } from './words.js'

/** Every question of a form with its answer, who gave it and when, and what is attached. */
export const AllAnswers = (props: { shown: ShownForm; mayChange: boolean }): ReactElement => {
  const { shown, mayChange } = props
  return (
    <>
      <OnThisPage
        parts={shown.form.sections.map(({ id, name }) => ({ id: `section-${id}`, words: name }))}
      />
      {shown.form.sections.map((section) => (
        <section key={section.id} id={`section-${section.id}`}>
          <h3 className="nhsuk-heading-m">{section.name}</h3>
          <SummaryList
            rows={shown.routed
              .filter((one) => one.section === section)
              .map((one) => ({
                key: `${one.question.code} ${one.question.asks}`,
                value: <Answer one={one} shown={shown} />,
                action:
                  mayChange && one.state !== 'not-asked'
                    ? {
                        href: sectionAddress(shown.filled.id, section.id, one.question.code),
                        words: 'Change',
                      }
                    : undefined,
              }))}
          />
        </section>
      ))}
    </>
  )
}

const Answer = ({ one, shown }: { one: RoutedQuestion; shown: ShownForm }): ReactElement => {
  const { code } = one.question
  const stored = shown.answers.get(code)
  const documents = shown.attached.get(code) ?? []
  if (one.state === 'not-asked')
    return <span className="wr-quiet">Not asked. {one.because.join(' ')}</span>
  return (
    <>
      {one.answer ? (
        <span className="wr-answer">{answerInWords(one)}</span>
      ) : (
        <span className="wr-quiet">{NOT_ANSWERED}</span>
      )}
      {one.state === 'missing' || one.state === 'waiting' ? (
        <span className="wr-note">{STATE_WORDS[one.state]}</span>
      ) : null}
      {documents.map((document) => (
        <span className="wr-note" key={document.id}>
          Attached: <DocumentLink document={document} shown={shown} />, {asDate(document.addedOn)}
        </span>
      ))}
      {stored && one.answer ? (
        <span className="wr-note">
          {stored.answeredByName}, {asDate(stored.answeredAt)}
        </span>
      ) : null}
    </>
  )
}
