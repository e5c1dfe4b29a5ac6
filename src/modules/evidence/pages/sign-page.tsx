import { page, type PageDescription } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import { lastDayInDate, rolesInWords } from '#modules/framework/index.js'
import {
  asDate,
  Button,
  ButtonGroup,
  EmptyState,
  ErrorSummary,
  Form,
  Hidden,
  InsetText,
} from '#ui/index.js'
import { askedStep, fileAddress } from '../addresses.js'
import { MAY_ANSWER } from '../model.js'
import { opensToInText } from '../opens-to.js'
import { showAnswer } from '../show-evidence.js'
import { signAnswer } from '../sign-answer.js'
import { requireOpenFile } from '../subject.js'
import { askedInPath, shellOf, type FileRoot } from './file-root.js'
import { AnswerSummary, type ShownAnswer } from './papers-card.js'

/** Reads the answer once more and signs it: who, in which role, for which version, until when. */
export const signPage = (root: FileRoot): PageDescription =>
  page({
    path: `${root.path}/:requirement/sign`,
    allow: MAY_ANSWER,
    get: async ({ read, params, csrf, now, actor }, form) => {
      const asked = askedInPath(params)
      const shown = await read(showAnswer, { ...root.fileOf(params), ...asked })
      const { requirement, file, draft } = shown
      requireOpenFile(file)
      const here = `${fileAddress(file.subject)}/${askedStep(asked)}`
      const maySign = requirement.signedBy.some((role) => actor.roles.includes(role))
      const end = lastDayInDate(requirement.renewal, londonDate(now))
      return {
        title: `Sign ${requirement.name}`,
        ...shellOf(file),
        body: draft ? (
          <div className="wr-readable">
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">Sign: {requirement.question}</h2>
            {draft.notApplicableReason ? (
              <InsetText>Said not to apply: {draft.notApplicableReason}</InsetText>
            ) : null}
            <AnswerSummary shown={shown} of={draft} />
            <p>
              Documents:{' '}
              {shown.documents.length === 0
                ? 'none'
                : shown.documents.map((one) => one.title).join(', ')}
            </p>
            {maySign ? (
              <Form action={`${here}/sign`} csrf={csrf}>
                <Hidden name="revision" value={String(draft.revision)} />
                <p>
                  By signing, {actor.name} says that this is right for {rightFor(shown)}.{' '}
                  {end
                    ? `It is in date until ${asDate(end)}.`
                    : 'It has no last day; a change puts it under review.'}{' '}
                  Who signs cannot decide a gate on it.
                </p>
                <p>
                  Once signed, beside {file.organisationName} it may be opened by:{' '}
                  {opensToInText(shown.opensOnceSigned.opensTo)}. You can change that afterwards.
                </p>
                <ButtonGroup>
                  <Button>Sign</Button>
                  <a href={here}>Go back to the answers</a>
                </ButtonGroup>
              </Form>
            ) : (
              <InsetText>
                This is signed by the {rolesInWords(requirement.signedBy)}. Your answers are saved.
              </InsetText>
            )}
          </div>
        ) : (
          <EmptyState
            heading="There is nothing to sign yet"
            action={{ href: here, words: 'Answer it first' }}
          />
        ),
      }
    },
    post: async ({ run, params, url }, { values }) => {
      const about = { ...root.fileOf(params), ...askedInPath(params) }
      await run(signAnswer, { ...about, revision: values['revision'] })
      return {
        redirect: url.split('/').slice(0, -2).join('/'),
        flash: `${about.requirementId} is signed.`,
      }
    },
  })

/** What a signature is for, in words. */
const rightFor = ({ kept, file }: ShownAnswer): string => {
  if (kept.scope === 'adopter') return `${file.organisationName}, and every deployment here`
  if (kept.scope === 'supplier') return 'this supplier, whatever of it is used here'
  const version = file.version
    ? `version ${file.version.name}`
    : 'this use, with no version chosen yet'
  return kept.scope === 'deployment' ? `${version} here` : version
}
