import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type FormState, type PageDescription } from '#kernel/declare/page.js'
import { LocalWords, Sources, type Confirmations } from '#modules/agreed-way/index.js'
import { renewalInWords, rolesInWords, type Requirement } from '#modules/framework/index.js'
import {
  asDateTime,
  Button,
  ButtonGroup,
  Card,
  Details,
  ErrorSummary,
  field,
  Form,
  Hidden,
  InsetText,
  Tag,
  TextArea,
  TwoColumns,
} from '#ui/index.js'
import { askedStep, fileAddress } from '../addresses.js'
import { MAY_ANSWER, type Draft } from '../model.js'
import { saveAnswer } from '../save-answer.js'
import { showAnswer } from '../show-evidence.js'
import { QuestionField } from './answer-field.js'
import { askedInPath, shellOf, type FileRoot } from './file-root.js'
import { answersOfForm, valuesOfDraft } from './form-values.js'
import { guidedFormCard, type FormProgressQuery } from './guided-form.js'
import { DocumentList, SignedList } from './papers-card.js'
import { ScopeNote } from './scope-note.js'
import { WORD_TONES } from '../words.js'

/** The form of one requirement: its questions with help, what is on file, and what was signed. */
export const answerPage = (root: FileRoot, formProgress: FormProgressQuery): PageDescription =>
  page({
    path: `${root.path}/:requirement`,
    allow: ['signed-in'],
    get: async ({ read, params, actor, csrf, url }, form) => {
      const asked = askedInPath(params)
      const shown = await read(showAnswer, { ...root.fileOf(params), ...asked })
      const [first] = shown.requirement.parts
      if (first) return { redirect: `${url}.${first.id}` }
      const { requirement, draft, file, word } = shown
      const guidedForm = await guidedFormCard({ read }, shown, formProgress)
      const here = `${fileAddress(file.subject)}/${askedStep(asked)}`
      const filled = startedForm(form, valuesOfDraft(requirement, shown.startFrom, draft), draft)
      const mayAnswer = isAllowed(actor, MAY_ANSWER)
      const hasCeased = file.deployment?.state === 'ceased'
      const mayEdit = mayAnswer && !hasCeased
      return {
        title: requirement.name,
        ...shellOf(file),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">
              {requirement.question} <Tag tone={WORD_TONES[word]}>{word}</Tag>
            </h2>
            <ScopeNote shown={shown} />
            <TwoColumns
              main={
                mayEdit ? (
                  <Form action={here} csrf={csrf}>
                    <Hidden name="revision" value={field(filled, 'revision').value} />
                    {requirement.fields.map((question) => (
                      <QuestionField key={question.id} question={question} form={filled} />
                    ))}
                    {shown.mayBeSaidNotToApply ? (
                      <Details
                        summary="None of this applies here"
                        open={field(filled, 'notApplicableReason').value !== ''}
                      >
                        <TextArea
                          label="Why it does not apply"
                          hint={`It counts once it is signed by the ${rolesInWords(requirement.signedBy)}.`}
                          optional
                          {...field(filled, 'notApplicableReason')}
                        />
                      </Details>
                    ) : null}
                    <p className="wr-note">Do not name patients or staff you care for.</p>
                    <ButtonGroup>
                      <Button>Save and return</Button>
                      <Button kind="secondary" name="then" value="sign">
                        Save and go on to sign
                      </Button>
                    </ButtonGroup>
                  </Form>
                ) : (
                  <InsetText>
                    {hasCeased
                      ? 'This deployment has ceased; its evidence is closed. What should not be here can still be withdrawn.'
                      : `This is answered by the ${rolesInWords(requirement.answeredBy)}.`}
                  </InsetText>
                )
              }
              side={
                <>
                  {guidedForm}
                  <WhyCard {...shown} />
                  <DocumentList {...{ shown, here }} mayAdd={mayEdit} mayWithdraw={mayAnswer} />
                  <SignedList shown={shown} />
                </>
              }
            />
          </>
        ),
      }
    },
    post: async ({ run, read, params, url }, body) => {
      const asked = askedInPath(params)
      const { requirement } = await read(showAnswer, { ...root.fileOf(params), ...asked })
      const answers = answersOfForm(requirement, body)
      await run(saveAnswer, { ...root.fileOf(params), ...asked, ...answers })
      return body.values['then'] === 'sign'
        ? { redirect: `${url}/sign` }
        : {
            redirect: url.split('/').slice(0, -1).join('/'),
            flash: `Your answers to ${requirement.name} are saved. They count once they are signed.`,
          }
    },
  })

/** After a refusal: what was typed, with the edition as it is now, so that saving again is possible. */
const startedForm = (
  form: FormState,
  fresh: FormState['values'],
  draft: Draft | undefined,
): FormState =>
  Object.keys(form.values).length === 0
    ? { values: fresh, errors: [] }
    : { ...form, values: { ...form.values, revision: String(draft?.revision ?? 0) } }

const WhyCard = ({
  because,
  requirement,
  confirmations,
  draft,
}: {
  because: readonly string[]
  requirement: Requirement
  confirmations: Confirmations
  draft: Draft | undefined
}): ReactElement => (
  <Card heading="Why we ask">
    <p>{because.join(' ')}</p>
    <LocalWords requirement={requirement} />
    <p>{requirement.why}</p>
    <p>
      <strong>Good evidence:</strong> {requirement.goodEvidence}
    </p>
    <p>
      Answered by {rolesInWords(requirement.answeredBy)}; signed by{' '}
      {rolesInWords(requirement.signedBy)}. Looked at again {renewalInWords(requirement)}.
    </p>
    {draft ? (
      <p className="wr-note">
        Last saved by {draft.changedByName}, {asDateTime(draft.changedAt)}.
      </p>
    ) : null}
    <Details summary="Sources">
      <Sources requirement={requirement} confirmations={confirmations} />
    </Details>
  </Card>
)
