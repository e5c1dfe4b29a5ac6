import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { answerInWords, rolesInWords, type RoutedQuestion } from '#modules/framework/index.js'
import {
  Button,
  ButtonGroup,
  Details,
  ErrorSummary,
  Form,
  InsetText,
  SummaryList,
} from '#ui/index.js'
import { MAY_ANSWER_FORMS } from '../model.js'
import { noteAnswering } from '../note-answering.js'
import { saveAnswers } from '../save-answers.js'
import { showForm, type ShownForm } from '../show-form.js'
import { answersOfForm, startedForm, valuesOfAnswers } from './answer-values.js'
import { OthersAnswering, SectionLine } from './parts.js'
import { formAddress, sectionAddress, shellOf } from './places.js'
import { QuestionField } from './question-field.js'

const sectionOf = (shown: ShownForm, id: string | undefined) => {
  const place = shown.form.sections.findIndex((section) => section.id === id)
  const section = shown.form.sections[place]
  if (!section) throw new NotFound('This form has no such section.')
  const next = shown.form.sections[place + 1]
  return { section, next, place, routed: shown.routed.filter((one) => one.section === section) }
}

/** One section of a form, answered on one page; what an answer opens is asked on the same page next. */
export const sectionPage = page({
  path: '/forms/:form/sections/:section',
  allow: ['signed-in'],
  get: async ({ read, run, params, actor, csrf }, form) => {
    const shown = await read(showForm, { id: params['form'] })
    const { section, next, place, routed } = sectionOf(shown, params['section'])
    const { filled, requirement, subject } = shown
    const mayAnswer =
      subject.isOpen &&
      isAllowed(actor, MAY_ANSWER_FORMS) &&
      [...requirement.answeredBy, ...requirement.signedBy, 'administrator'].some((role) =>
        actor.roles.some((own) => own === role),
      )
    if (mayAnswer) await run(noteAnswering, { id: filled.id, section: section.id })
    const here = sectionAddress(filled.id, section.id)
    const asked = routed.filter((one) => one.state !== 'not-asked')
    const stored = valuesOfAnswers(
      asked.map((one) => one.question),
      shown.answers,
    )
    const filledIn = startedForm(form, stored)
    return {
      title: `${section.name}: ${shown.form.name}`,
      ...shellOf(subject),
      body: (
        <div className="wr-readable">
          <ErrorSummary errors={form.errors} />
          <p className="wr-note">
            <a href={formAddress(filled.id)}>{shown.form.name}</a>, section {place + 1} of{' '}
            {shown.form.sections.length}
          </p>
          <h2 className="nhsuk-heading-l">{section.name}</h2>
          <p>
            <SectionLine section={section} />
          </p>
          <OthersAnswering shown={shown} />
          {mayAnswer ? (
            <Form action={here} csrf={csrf}>
              {asked.map((one) => (
                <QuestionField key={one.question.code} one={one} shown={shown} form={filledIn} />
              ))}
              <p className="wr-note">Do not name patients or staff you care for.</p>
              <ButtonGroup>
                <Button>Save and continue</Button>
                <Button kind="secondary" name="then" value="return">
                  Save and return to the sections
                </Button>
              </ButtonGroup>
            </Form>
          ) : (
            <ReadOnly routed={asked} shown={shown} />
          )}
          <NotAsked routed={routed} />
          {next && !mayAnswer ? (
            <p className="wr-screen-only">
              <a href={sectionAddress(filled.id, next.id)}>{next.name}</a>
            </p>
          ) : null}
        </div>
      ),
    }
  },
  post: async ({ run, read, params }, body) => {
    const shown = await read(showForm, { id: params['form'] })
    const { section } = sectionOf(shown, params['section'])
    const answers = answersOfForm(section.questions, body)
    const { saved } = await run(saveAnswers, { id: shown.filled.id, answers })
    const after = await read(showForm, { id: shown.filled.id })
    const to =
      body.values['then'] === 'return'
        ? formAddress(shown.filled.id)
        : whereNext(shown, after, section.id)
    return { redirect: to, flash: said(saved.length) }
  },
})

const said = (count: number): string =>
  count === 0
    ? 'Nothing had changed.'
    : `${count === 1 ? 'Your answer is' : 'Your answers are'} saved.`

/** On to what the answers opened in this section, to the next section, or to the check at the end. */
const whereNext = (before: ShownForm, after: ShownForm, sectionId: string): string => {
  const { id } = after.filled
  const { next, routed, section } = sectionOf(after, sectionId)
  const wasAsked = (code: string) =>
    before.routed.some(
      (one) => one.question.code === code && !['waiting', 'not-asked'].includes(one.state),
    )
  const opened = routed.find((one) => one.state === 'missing' && !wasAsked(one.question.code))
  if (opened) return sectionAddress(id, section.id, opened.question.code)
  return next ? sectionAddress(id, next.id) : `${formAddress(id)}/check`
}

const NotAsked = ({ routed }: { routed: readonly RoutedQuestion[] }) => {
  const left = routed.filter((one) => one.state === 'not-asked')
  if (left.length === 0) return null
  return (
    <Details summary={`${left.length} not asked, and why`}>
      <ul>
        {left.map(({ question, because }) => (
          <li key={question.code}>
            {question.code} {question.asks} {because.join(' ')}
          </li>
        ))}
      </ul>
    </Details>
  )
}

const ReadOnly = (props: { routed: readonly RoutedQuestion[]; shown: ShownForm }) => (
  <>
    <InsetText>
      This form is answered by the {rolesInWords(props.shown.requirement.answeredBy)}.
    </InsetText>
    <SummaryList
      rows={props.routed.map((one) => ({
        key: `${one.question.code} ${one.question.asks}`,
        value: one.answer ? answerInWords(one) : undefined,
      }))}
    />
  </>
)
