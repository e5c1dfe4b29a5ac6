import type { FileStore } from '#files/file-store.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { Invalid, NotFound } from '#kernel/errors.js'
import {
  Button,
  ButtonGroup,
  ConfirmPage,
  ErrorSummary,
  field,
  Form,
  Select,
  TextArea,
} from '#ui/index.js'
import { askedStep, fileAddress } from '../addresses.js'
import { addLink, attachFileTo, useDocument } from '../attach-document.js'
import { LARGEST_DOCUMENT, MAY_ANSWER } from '../model.js'
import { openDocument } from '../open-document.js'
import { showAnswer } from '../show-evidence.js'
import { requireOpenFile } from '../subject.js'
import { withdrawDocument } from '../withdraw-document.js'
import { DocumentFields } from './document-fields.js'
import { askedInPath, shellOf, type FileRoot } from './file-root.js'

const ROOM_FOR_THE_FORM = 64 * 1024

/** The pages about documents of a requirement: add a file or a link, open one, withdraw one. */
export const documentPages = (files: FileStore, root: FileRoot): readonly PageDescription[] => {
  const attachFile = attachFileTo(files)
  const about = (params: Readonly<Record<string, string>>) => ({
    ...root.fileOf(params),
    ...askedInPath(params),
  })
  return [
    page({
      path: `${root.path}/:requirement/documents/new`,
      allow: MAY_ANSWER,
      largestBody: LARGEST_DOCUMENT + ROOM_FOR_THE_FORM,
      largestFile: LARGEST_DOCUMENT,
      get: async ({ read, params, csrf }, form) => {
        const { requirement, file, others } = await read(showAnswer, about(params))
        requireOpenFile(file)
        const here = `${fileAddress(file.subject)}/${askedStep(askedInPath(params))}`
        return {
          title: `Add a document to ${requirement.name}`,
          ...shellOf(file),
          body: (
            <div className="wr-readable">
              <ErrorSummary errors={form.errors} />
              <h2 className="nhsuk-heading-l">Add a document: {requirement.name}</h2>
              <Form action={`${here}/documents/new`} csrf={csrf} multipart>
                <DocumentFields form={form} />
                {others.length > 0 ? (
                  <Select
                    label="Or one that is here already"
                    hint="The same document can serve several requirements. It keeps its title."
                    optional
                    empty="None"
                    choices={others.map((one) => ({
                      value: one.id,
                      label: `${one.title} (${one.requirementId})`,
                    }))}
                    {...field(form, 'documentId')}
                  />
                ) : null}
                <ButtonGroup>
                  <Button>Add</Button>
                  <a href={here}>Cancel</a>
                </ButtonGroup>
              </Form>
            </div>
          ),
        }
      },
      post: async ({ read, run, params, url }, { values, files: given }) => {
        const file = given['file']
        const title = values['title']
        if (values['documentId']) {
          await run(useDocument, { ...about(params), documentId: values['documentId'] })
        } else if (file) {
          const { name: fileName, bytes } = file
          await attachFile({ read, run }, { ...about(params), title, fileName, bytes })
        } else if (values['address']) {
          await run(addLink, { ...about(params), title, address: values['address'] })
        } else {
          const message = 'Choose a file, or enter the address where it is kept.'
          throw new Invalid([{ field: 'file', message }])
        }
        return {
          redirect: url.split('/').slice(0, -2).join('/'),
          flash: 'The document is added. Sign again so that it counts.',
        }
      },
    }),
    page({
      path: `${root.path}/:requirement/documents/:document`,
      allow: ['signed-in'],
      get: async ({ run, params }) => {
        const opened = await run(openDocument, { ...about(params), id: params['document'] })
        return {
          download: await files.read(opened.digest),
          type: opened.mediaType,
          fileName: opened.fileName,
        }
      },
    }),
    page({
      path: `${root.path}/:requirement/documents/:document/withdraw`,
      allow: MAY_ANSWER,
      get: async ({ read, params, csrf, url }, form) => {
        const { documents, closed } = await read(showAnswer, about(params))
        const document = [...documents, ...closed].find(({ id }) => id === params['document'])
        if (!document) throw new NotFound('There is no such document here.')
        return {
          title: 'Withdraw a document',
          nav: '/register',
          body: (
            <>
              <ErrorSummary errors={form.errors} />
              <ConfirmPage
                question={`Withdraw ${document.title}?`}
                action={url}
                csrf={csrf}
                buttonText="Withdraw"
                cancelHref={url.split('/').slice(0, -3).join('/')}
              >
                <p>It no longer counts as evidence. It stays on record with your reason.</p>
                <TextArea label="Reason" {...field(form, 'reason')} />
              </ConfirmPage>
            </>
          ),
        }
      },
      post: async ({ run, params, url }, { values }) => {
        await run(withdrawDocument, {
          ...about(params),
          id: params['document'],
          reason: values['reason'],
        })
        return {
          redirect: url.split('/').slice(0, -3).join('/'),
          flash: 'The document is withdrawn.',
        }
      },
    }),
  ]
}
