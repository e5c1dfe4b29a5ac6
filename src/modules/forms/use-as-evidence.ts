import type { FileStore } from '#files/file-store.js'
import {
  addLink,
  attachDocumentTo,
  checkMayAttach,
  type LookedAtFile,
  saveAnswer,
  showAnswer,
  withdrawDocument,
} from '#modules/evidence/index.js'
import type { Requirement } from '#modules/framework/index.js'
import type { CommandContext } from '#registry/command.js'
import type { QueryContext } from '#registry/query.js'
import type { FormSubject } from './model.js'

/** How evidence names what it is asked about; a deployment leads to the subject each part is about. */
const aboutOf = ({ scope, subjectId }: FormSubject, requirement: Requirement, part: string) => ({
  ...(scope === 'deployment' ? { deploymentId: subjectId } : { scope, subjectId }),
  requirementId: requirement.id,
  part,
})

/** The part of a requirement that documents of its form are kept with; empty for one without parts. */
const partOfDocuments = ({ parts, scope }: Requirement): string =>
  parts.find((part) => part.scope === scope)?.id ?? ''

/** A document of the evidence, as forms show it. */
export interface FormDocument {
  readonly id: string
  readonly title: string
  readonly digest: string | null
  readonly address: string | null
  readonly addedOn: string
  readonly addedByName: string
}

/** The documents that count for a requirement, by id. */
export const readDocumentsOf = async (
  { read }: Pick<QueryContext, 'read'>,
  subject: FormSubject,
  requirement: Requirement,
): Promise<ReadonlyMap<string, FormDocument>> => {
  const about = aboutOf(subject, requirement, partOfDocuments(requirement))
  const { documents } = await read(showAnswer, about)
  return new Map(documents.map((one) => [one.id, one]))
}

/** Where the evidence of a requirement stands. */
export const evidenceAddress = ({ scope, subjectId }: FormSubject, requirement: Requirement) => {
  const part = partOfDocuments(requirement)
  const step = part === '' ? requirement.id : `${requirement.id}.${part}`
  return scope === 'deployment'
    ? `/register/deployments/${subjectId}/evidence/${step}`
    : `/register/files/${scope.replace('_', '-')}/${subjectId}/${step}`
}

/** The ways from a form into the evidence of its requirement, all through the commands of evidence. */
export const evidenceDoors = (files: FileStore) => {
  const attachDocument = attachDocumentTo(files)
  return {
    /** Throws where nothing may be attached there; answers the name of the file as it is kept. */
    checkMayAttach: (
      { read }: Pick<QueryContext, 'read'>,
      subject: FormSubject,
      requirement: Requirement,
      file: { title: string; fileName: string },
    ) =>
      read(checkMayAttach, {
        ...aboutOf(subject, requirement, partOfDocuments(requirement)),
        ...file,
      }),
    /** Adds a file that was looked at to the evidence. Throws Invalid and NotAllowed. */
    attachFile: (
      { run }: Pick<CommandContext, 'run'>,
      subject: FormSubject,
      requirement: Requirement,
      file: { title: string; file: LookedAtFile },
    ) =>
      run(attachDocument, {
        ...aboutOf(subject, requirement, partOfDocuments(requirement)),
        ...file,
      }),
    /** Adds a link to the evidence. Throws Invalid. */
    attachLink: (
      { run }: Pick<CommandContext, 'run'>,
      subject: FormSubject,
      requirement: Requirement,
      link: { title: string; address: string },
    ) => run(addLink, { ...aboutOf(subject, requirement, partOfDocuments(requirement)), ...link }),
    /** Withdraws a document: it stays on record and no longer counts. */
    withdraw: ({ run }: Pick<CommandContext, 'run'>, documentId: string, reason: string) =>
      run(withdrawDocument, { id: documentId, reason }),
    /** Writes the answer to a requirement, part by part, beside what it already holds. */
    answer: async (
      { run, read }: Pick<CommandContext, 'run' | 'read'>,
      subject: FormSubject,
      requirement: Requirement,
      values: Readonly<Record<string, string | number | boolean>>,
    ): Promise<void> => {
      const parts = requirement.parts.length === 0 ? [{ id: '', fields: null }] : requirement.parts
      for (const { id, fields } of parts) {
        const own = Object.entries(values).filter(([field]) => fields?.includes(field) ?? true)
        const about = aboutOf(subject, requirement, id)
        const { draft } = await read(showAnswer, about)
        await run(saveAnswer, {
          ...about,
          revision: draft?.revision ?? 0,
          answers: { ...draft?.values, ...Object.fromEntries(own) },
          fieldsNotApplicable: { ...draft?.fieldsNotApplicable },
        })
      }
    },
  }
}

/** What `evidenceDoors` gives. */
export type EvidenceDoors = ReturnType<typeof evidenceDoors>
