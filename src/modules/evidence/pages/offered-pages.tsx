import { page, type PageDescription } from '#kernel/declare/page.js'
import { roleInText } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import {
  asDate,
  Button,
  ButtonGroup,
  Card,
  dateOfParts,
  ErrorSummary,
  Form,
  InsetText,
  SummaryList,
  Tag,
  TwoColumns,
} from '#ui/index.js'
import { acceptEvidence } from '../accept-evidence.js'
import { fileAddress, askedStep } from '../addresses.js'
import type { FileStore } from '#files/file-store.js'
import { openOffered, openOfferedDocument } from '../open-offered.js'
import { showAnswer } from '../show-evidence.js'
import { startFrom } from '../start-from.js'
import { canBeAccepted, findUsableWork } from '../usable-work.js'
import { AcceptForm } from './accept-form.js'
import { ClosedNote, isClosed } from './closed-note.js'
import { shellOf } from './file-root.js'
import { AnswerSummary } from './papers-card.js'
import { signatories } from './work-lines.js'

/** Reading what another organisation signed, accepting it or starting from it; opening its documents. */
export const offeredPages = (files: FileStore): readonly PageDescription[] => [
  page({
    path: '/register/deployments/:id/offered/:answer',
    allow: ['signed-in'],
    get: async ({ run, read, params, actor, csrf, now }, form) => {
      const { offered } = await run(openOffered, { answerId: params['answer'] })
      const { requirementId, part } = offered
      const about = { deploymentId: params['id'], requirementId, part }
      const shown = await read(showAnswer, about)
      const { requirement, file, word, draft } = shown
      const here = `/register/deployments/${params['id']}/offered/${offered.id}`
      const isOpen = !isClosed(file)
      const isWhole = isOpen && canBeAccepted(shown, offered, londonDate(now))
      const maySign = requirement.signedBy.some((role) => actor.roles.includes(role))
      return {
        title: `${requirement.name}: signed by ${offered.organisationName}`,
        ...shellOf(file),
        body: (
          <>
            <ErrorSummary errors={form.errors} />
            <h2 className="nhsuk-heading-l">{requirement.name}</h2>
            <TwoColumns
              main={
                <>
                  <Card heading={`What ${offered.organisationName} signed`}>
                    <AnswerSummary shown={shown} of={offered} />
                    {offered.documents.length > 0 ? (
                      <ul>
                        {offered.documents.map((one) => (
                          <li key={one.id}>
                            <a
                              href={
                                one.address ?? `/register/offered/${offered.id}/documents/${one.id}`
                              }
                            >
                              {one.title}
                            </a>
                          </li>
                        ))}
                      </ul>
                    ) : (
                      <p>No documents.</p>
                    )}
                  </Card>
                  {isWhole && maySign ? (
                    <Card heading="Accept it whole">
                      <AcceptForm action={here} csrf={csrf} form={form} />
                    </Card>
                  ) : null}
                  {isWhole && !maySign ? (
                    <InsetText>This is accepted by the {signatories(requirement)} here.</InsetText>
                  ) : null}
                  <ClosedNote file={file} />
                  {isWhole || !isOpen ? null : (
                    <Card heading="Use it as a start">
                      <p>
                        It becomes a draft of your own. Change what is different here; it counts
                        once it is signed here.
                      </p>
                      {draft ? (
                        <p className="wr-screen-only">
                          <a href={`${fileAddress(file.subject)}/${askedStep(shown.kept)}`}>
                            You have begun your own answer
                          </a>
                        </p>
                      ) : (
                        <Form action={`${here}/start`} csrf={csrf}>
                          <ButtonGroup>
                            <Button>Copy it as a start</Button>
                            <a href={`/register/deployments/${params['id']}/work`}>Go back</a>
                          </ButtonGroup>
                        </Form>
                      )}
                    </Card>
                  )}
                </>
              }
              side={
                <Card heading="Whose, and for what">
                  <SummaryList
                    rows={[
                      {
                        key: 'Signed by',
                        value: `${offered.signature.personName} (${roleInText(offered.signature.role)})`,
                      },
                      { key: 'At', value: offered.organisationName },
                      { key: 'On', value: asDate(offered.signature.on) },
                      { key: 'For version', value: offered.versionName ?? 'not about a version' },
                      { key: 'You have', value: file.version?.name ?? 'no version chosen' },
                      {
                        key: 'In date until',
                        value: offered.inDateUntil ? asDate(offered.inDateUntil) : 'a change',
                      },
                      { key: 'Agreed way', value: `version ${offered.frameworkVersion}` },
                      { key: 'Here now', value: <Tag tone="outline">{word}</Tag> },
                    ]}
                  />
                  <p className="wr-note">
                    That you opened it is written down, for you and for {offered.organisationName}.
                  </p>
                </Card>
              }
            />
          </>
        ),
      }
    },
    post: async ({ run, read, params }, { values }) => {
      const about = { deploymentId: params['id'] }
      const { requirementId } = await run(acceptEvidence, {
        ...about,
        answerId: params['answer'],
        differsHere: values['differsHere'],
        conditions: values['conditions'] ?? '',
        until: dateOfParts(values, 'until'),
      })
      const { work } = await read(findUsableWork, about)
      const left =
        work.whole.length === 0
          ? 'Nothing else is left to accept whole.'
          : `${work.whole.length} more can be accepted whole.`
      return {
        redirect: `/register/deployments/${params['id']}/work`,
        flash: `You rely on it for ${requirementId}. Gates count it as accepted. ${left}`,
      }
    },
  }),
  page({
    path: '/register/deployments/:id/offered/:answer/start',
    allow: ['signed-in'],
    post: async ({ run, params }) => {
      const { offered } = await run(openOffered, { answerId: params['answer'] })
      const about = { requirementId: offered.requirementId, part: offered.part }
      await run(startFrom, { deploymentId: params['id'], ...about, answerId: offered.id })
      return {
        redirect: `/register/deployments/${params['id']}/evidence/${askedStep(about)}`,
        flash: `Copied from ${offered.organisationName}. Change what is different here, then sign it.`,
      }
    },
  }),
  page({
    path: '/register/offered/:answer/documents/:document',
    allow: ['signed-in'],
    get: async ({ run, params }) => {
      const opened = await run(openOfferedDocument, {
        answerId: params['answer'],
        documentId: params['document'],
      })
      return {
        download: await files.read(opened.digest),
        type: opened.mediaType,
        fileName: opened.fileName,
      }
    },
  }),
]
