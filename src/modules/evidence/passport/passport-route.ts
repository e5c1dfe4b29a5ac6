import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { MAY_ANSWER, SUBJECT_SCOPES } from '../model.js'
import type { exportPassportWith } from './export-passport.js'
import { passportFile } from './passport-file.js'

/** The REST operation that writes a passport. */
export const passportRoute = (exportPassport: ReturnType<typeof exportPassportWith>): AnyRoute =>
  route({
    method: 'post',
    path: '/evidence/{scope}/{id}/passport',
    summary: 'Export what is signed and relied upon in a file of evidence, as one signed passport',
    tag: 'Evidence',
    allow: [...MAY_ANSWER, 'auditor'],
    scope: 'evidence:read',
    params: z.object({
      scope: z.enum(SUBJECT_SCOPES),
      id: z
        .string()
        .max(60)
        .describe('The id of the organisation, version or deployment the file is about'),
    }),
    body: z.object({ reason: z.string().describe('What the file is for; it is kept') }),
    answer: passportFile,
    handle: ({ run }, { params, body }) =>
      run(exportPassport, { scope: params.scope, subjectId: params.id, reason: body.reason }),
  })
