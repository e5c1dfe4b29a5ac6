import { isAllowed } from '#kernel/actor.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import type { FormJudgement, JudgedQuestion } from '#modules/framework/index.js'
import { Button, ButtonGroup, Card, ErrorSummary, Form, Hidden, InsetText, Tag } from '#ui/index.js'
import { finishFormThrough } from '../finish-form.js'
import { MAY_ANSWER_FORMS } from '../model.js'
import { showForm, type ShownForm } from '../show-form.js'
import { evidenceAddress, type EvidenceDoors } from '../use-as-evidence.js'
import { AllAnswers } from './all-answers.js'
import { FormHeading, OthersAnswering } from './parts.js'
import { formAddress, sectionAddress, shellOf } from './places.js'
import { OUTCOMES } from './words.js'

/** Check your answers: what is missing, how the answers stand against the rules, and finish. */
export const checkPage = (evidence: EvidenceDoors): PageDescription => {
  const finishForm = finishFormThrough(evidence)
  return page({
    path: '/forms/:form/check',
    allow: ['signed-in'],
    get: async ({ read, params, csrf, actor }, form) => {
      const shown = await read(showForm, { id: params['form'] })
      const { filled, judgement, subject } = shown
      const mayFinish = isAllowed(actor, MAY_ANSWER_FORMS) && judgement.complete
      return {
        title: `Check the answers: ${shown.form.name}`,
        ...shellOf(subject),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <FormHeading shown={shown} />
            <OthersAnswering shown={shown} />
            <Missing shown={shown} />
            <Verdict judgement={judgement} />
            {mayFinish && filled.finishedRevision !== filled.revision ? (
              <Form action={`${formAddress(filled.id)}/check`} csrf={csrf}>
                <Hidden name="revision" value={String(filled.revision)} />
                <p>
                  Finishing puts the whole form into the evidence of {shown.requirement.id}, with
                  its SHA-256 digest, and fills the answer there. It counts once that is signed.
                </p>
                <ButtonGroup>
                  <Button>Finish the form</Button>
                  <a href={formAddress(filled.id)}>Back to the sections</a>
                </ButtonGroup>
              </Form>
            ) : (
              <p className="wr-screen-only">
                <a href={formAddress(filled.id)}>Back to the sections</a>
              </p>
            )}
            <AllAnswers shown={shown} mayChange={isAllowed(actor, MAY_ANSWER_FORMS)} />
          </>
        ),
      }
    },
    post: async ({ run, read, params }, { values }) => {
      const id = params['form'] ?? ''
      const { number } = await run(finishForm, { id, revision: values['revision'] })
      const { filled, requirement } = await read(showForm, { id })
      return {
        redirect: evidenceAddress(filled, requirement),
        flash: `Edition ${number} is in the evidence. It counts once it is signed.`,
      }
    },
  })
}

const Missing = ({ shown }: { shown: ShownForm }) => {
  const open = shown.routed.filter((one) => one.state === 'missing' || one.state === 'waiting')
  if (open.length === 0) return <InsetText>Nothing is missing.</InsetText>
  const waiting = open.filter((one) => one.state === 'waiting').length
  const missing = open.length - waiting
  return (
    <Card
      heading={[
        ...(missing > 0 ? [`${missing} still to answer`] : []),
        ...(waiting > 0 ? [`${waiting} that may be asked, depending on earlier answers`] : []),
      ].join(', and ')}
    >
      <ul>
        {open.map(({ question, section, state, wants }) => (
          <li key={question.code}>
            <a href={sectionAddress(shown.filled.id, section.id, question.code)}>
              {question.code} {question.asks}
            </a>{' '}
            {state === 'waiting' ? 'It waits for an earlier answer.' : wants.join(' ')}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** How the answers stand against the rules of the form. */
export const Verdict = ({ judgement }: { judgement: FormJudgement }) => {
  const { word, tone } = OUTCOMES[judgement.outcome]
  if (judgement.outcome === 'not-judged') return null
  return (
    <Card heading="How the answers stand">
      <p>
        <Tag tone={tone}>{word}</Tag> This is how the answers stand against the rules of the form.
        It says nothing of the product; whoever assesses it decides.
      </p>
      <Lines heading="Fails" lines={judgement.fails} />
      <Lines heading="Has to be read by somebody who knows the subject" lines={judgement.refers} />
      {judgement.passes.length > 0 ? (
        <p>Passes: {judgement.passes.map((one) => one.code).join(', ')}</p>
      ) : null}
    </Card>
  )
}

const Lines = ({ heading, lines }: { heading: string; lines: readonly JudgedQuestion[] }) =>
  lines.length === 0 ? null : (
    <>
      <h3 className="nhsuk-heading-s">{heading}</h3>
      <ul>
        {lines.map((one) => (
          <li key={one.code}>
            {one.because.startsWith(`${one.code}: `) ? '' : `${one.code}: `}
            {one.because}
          </li>
        ))}
      </ul>
    </>
  )
