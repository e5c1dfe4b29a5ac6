import { page, type PageDescription } from '#kernel/declare/page.js'
import { Invalid, NotFound } from '#kernel/errors.js'
import { DocumentFields, LARGEST_DOCUMENT } from '#modules/evidence/index.js'
import { Button, ButtonGroup, ConfirmPage, ErrorSummary, field, Form, TextArea } from '#ui/index.js'
import { attachGivenFileThrough, attachLinkThrough, takeOffThrough } from '../attach-to-question.js'
import { MAY_ANSWER_FORMS } from '../model.js'
import { showForm, type ShownForm } from '../show-form.js'
import type { EvidenceDoors } from '../use-as-evidence.js'
import { sectionAddress, shellOf } from './places.js'

const ROOM_FOR_THE_FORM = 64 * 1024

const questionIn = (shown: ShownForm, code: string | undefined) => {
  const one = shown.routed.find(({ question }) => question.code === code)
  if (!one) throw new NotFound('This form asks no such question.')
  const back = sectionAddress(shown.filled.id, one.section.id, one.question.code)
  return { question: one.question, back }
}

/** The pages on which a file or link is attached to a question, and taken off. */
export const attachmentPages = (evidence: EvidenceDoors): readonly PageDescription[] => {
  const attachFile = attachGivenFileThrough(evidence)
  const attachLink = attachLinkThrough(evidence)
  const takeOff = takeOffThrough(evidence)
  return [
    page({
      path: '/forms/:form/questions/:code/attachments/new',
      allow: MAY_ANSWER_FORMS,
      largestBody: LARGEST_DOCUMENT + ROOM_FOR_THE_FORM,
      largestFile: LARGEST_DOCUMENT,
      get: async ({ read, params, csrf, url }, form) => {
        const shown = await read(showForm, { id: params['form'] })
        const { question, back } = questionIn(shown, params['code'])
        return {
          title: `Attach to ${question.code}`,
          ...shellOf(shown.subject),
          body: (
            <div className="wr-readable">
              <ErrorSummary errors={form.errors} />
              <h2 className="nhsuk-heading-l">Attach to {question.code}</h2>
              <p>{question.asks}</p>
              <Form action={url} csrf={csrf} multipart>
                <DocumentFields form={form} />
                <ButtonGroup>
                  <Button>Attach</Button>
                  <a href={back}>Cancel</a>
                </ButtonGroup>
              </Form>
            </div>
          ),
        }
      },
      post: async ({ run, read, params }, { values, files }) => {
        const shown = await read(showForm, { id: params['form'] })
        const { question, back } = questionIn(shown, params['code'])
        const about = { id: shown.filled.id, code: question.code, title: values['title'] }
        const file = files['file']
        if (file)
          await attachFile({ read, run }, { ...about, fileName: file.name, bytes: file.bytes })
        else if (values['address']) await run(attachLink, { ...about, address: values['address'] })
        else {
          const message = 'Choose a file, or enter the address where it is kept.'
          throw new Invalid([{ field: 'file', message }])
        }
        return { redirect: back, flash: `It is attached to ${question.code}.` }
      },
    }),
    page({
      path: '/forms/:form/questions/:code/attachments/:document/take-off',
      allow: MAY_ANSWER_FORMS,
      get: async ({ read, params, csrf, url }, form) => {
        const shown = await read(showForm, { id: params['form'] })
        const { question, back } = questionIn(shown, params['code'])
        return {
          title: `Take off from ${question.code}`,
          nav: '/register',
          body: (
            <>
              <ErrorSummary errors={form.errors} />
              <ConfirmPage
                question={`Take this off ${question.code}?`}
                action={url}
                csrf={csrf}
                buttonText="Take off"
                cancelHref={back}
              >
                <p>It no longer counts as evidence. It stays on record with your reason.</p>
                <TextArea label="Reason" {...field(form, 'reason')} />
              </ConfirmPage>
            </>
          ),
        }
      },
      post: async ({ run, read, params }, { values }) => {
        const shown = await read(showForm, { id: params['form'] })
        const { question, back } = questionIn(shown, params['code'])
        await run(takeOff, {
          id: shown.filled.id,
          code: question.code,
          documentId: params['document'],
          reason: values['reason'],
        })
        return { redirect: back, flash: `It is taken off ${question.code}.` }
      },
    }),
  ]
}
