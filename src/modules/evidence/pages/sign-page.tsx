import { page } from '#kernel/describe.js'
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
import { MAY_ANSWER } from '../model.js'
import { showAnswer } from '../show-evidence.js'
import { signAnswer } from '../sign-answer.js'
import { AnswerSummary } from './on-file.js'

/** Reads the answer once more and signs it: who, in which role, for which version, until when. */
export const signPage = page({
  path: '/register/deployments/:id/evidence/:requirement/sign',
  allow: MAY_ANSWER,
  get: async ({ read, params, csrf, now, actor }, form) => {
    const shown = await read(showAnswer, {
      deploymentId: params['id'],
      requirementId: params['requirement'],
    })
    const { requirement, deployment, draft } = shown
    const here = `/register/deployments/${deployment.id}/evidence/${requirement.id}`
    const maySign = requirement.signedBy.some((role) => actor.roles.includes(role))
    const end = lastDayInDate(requirement.renewal, londonDate(now))
    return {
      title: `Sign ${requirement.name}`,
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      tab: 'Evidence',
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
                By signing, {actor.name} says that this is right for{' '}
                {deployment.version
                  ? `version ${deployment.version.name}`
                  : 'this use, with no version chosen yet'}{' '}
                here.{' '}
                {end
                  ? `It is in date until ${asDate(end)}.`
                  : 'It has no last day; a change puts it under review.'}{' '}
                Who signs cannot decide a gate on it.
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
  post: async ({ run, params }, { values }) => {
    await run(signAnswer, {
      deploymentId: params['id'],
      requirementId: params['requirement'],
      revision: values['revision'],
    })
    return {
      redirect: `/register/deployments/${params['id']}/evidence`,
      flash: `${params['requirement']} is signed.`,
    }
  },
})
