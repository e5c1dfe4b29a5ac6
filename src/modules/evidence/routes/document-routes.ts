import { z } from 'zod'
import type { FileStore } from '#files/file-store.js'
import type { Download } from '#kernel/declare/page.js'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { addLink, attachFileTo, useDocument } from '../attach-document.js'
import { addLinkInput, LARGEST_DOCUMENT, MAY_ANSWER } from '../model.js'
import { openDocument } from '../open-document.js'
import { withdrawDocument, withdrawDocumentInput } from '../withdraw-document.js'
import { aboutOf, NAMED_IN_PATH, type RouteRoot } from './route-roots.js'

const common = { tag: 'Evidence', scope: 'evidence:write', allow: MAY_ANSWER } as const
const added = z.object({ id: z.string(), digest: z.string().nullable(), scan: z.string() })

/** How a file is sent: as the body, its title and name in the address. */
const fileAsBody = {
  query: z.object({
    title: z.string({ error: 'Enter a title.' }).max(200),
    file_name: z.string({ error: 'Enter the name of the file.' }).max(200),
  }),
  rawBody: {
    contentTypes: ['application/octet-stream'],
    description: 'The file as it is; its kind is told from its content. At most 20 MB.',
    largest: LARGEST_DOCUMENT,
  },
}

/** What the operations that open a document answer. */
export const OPENED_FILE = {
  contentType: 'application/octet-stream',
  description: 'The document, with its own type.',
}

/** The documents beside an answer: attaching a file or a link, using one again, opening, withdrawing. */
export const documentRoutes = (files: FileStore, root: RouteRoot): readonly AnyRoute[] => {
  const attachFile = attachFileTo(files)
  return [
    route({
      ...common,
      ...fileAsBody,
      method: 'post',
      path: `${root.path}/{requirement}/documents`,
      summary:
        'Attach a file to a requirement; kept by its digest, and refused where it names patients',
      params: root.asked,
      answer: added,
      status: 201,
      handle: async ({ read, run, request }, { params, query }) =>
        attachFile(
          { read, run },
          {
            ...aboutOf(params),
            title: query.title,
            fileName: query.file_name,
            bytes: new Uint8Array(await request.arrayBuffer()),
          },
        ),
    }),
    route({
      ...common,
      method: 'post',
      path: `${root.path}/{requirement}/links`,
      summary: 'Add a link to a document that is kept elsewhere',
      params: root.asked,
      body: addLinkInput.omit(NAMED_IN_PATH),
      answer: added,
      status: 201,
      handle: ({ run }, { params, body }) => run(addLink, { ...body, ...aboutOf(params) }),
    }),
    route({
      ...common,
      method: 'put',
      path: `${root.path}/{requirement}/documents/{document}`,
      summary: 'Use a document that is on file already for this requirement too',
      params: root.document,
      answer: added,
      handle: ({ run }, { params }) =>
        run(useDocument, { ...aboutOf(params), documentId: params.document }),
    }),
    route({
      ...common,
      method: 'post',
      path: `${root.path}/{requirement}/documents/{document}/openings`,
      summary: 'Open a document of your own; that you opened it is written down',
      allow: ['signed-in'],
      scope: 'evidence:read',
      params: root.document,
      answer: z.custom<Download>(),
      fileAnswer: OPENED_FILE,
      handle: async ({ run }, { params }) =>
        opened(files, await run(openDocument, { ...aboutOf(params), id: params.document })),
    }),
    route({
      ...common,
      method: 'post',
      path: `${root.path}/{requirement}/documents/{document}/withdraw`,
      summary: 'Withdraw a document, with the reason; what was signed beside it goes to review',
      params: root.document,
      body: withdrawDocumentInput.pick({ reason: true }),
      answer: z.object({ id: z.string(), requirementId: z.string() }),
      handle: ({ run }, { params, body }) =>
        run(withdrawDocument, { ...body, ...aboutOf(params), id: params.document }),
    }),
  ]
}

/** A document that was opened, as the file it is. */
export const opened = async (
  files: FileStore,
  document: { digest: string; mediaType: string; fileName: string },
): Promise<Download> => ({
  download: await files.read(document.digest),
  type: document.mediaType,
  fileName: document.fileName,
})
