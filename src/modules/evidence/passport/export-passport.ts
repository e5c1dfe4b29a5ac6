import { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import { londonDate } from '#kernel/time.js'
import { askedOf } from '#modules/framework/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { fileInput, MAY_ANSWER } from '../model.js'
import { onFile, type Held } from '../on-file.js'
import { readPapers } from '../read-papers.js'
import { auditSubject, requireFile, type EvidenceFile } from '../subject.js'
import {
  PASSPORT_FORMAT,
  passportText,
  statementDigest,
  type PassportFile,
  type PassportHead,
  type PassportItem,
} from './passport-file.js'
import { statementOf } from './statement-of.js'
import type { PassportKey } from './signing-key.js'

const NOTE =
  'Statements as their organisations signed them, and who relies on them. Nothing here says that a product is approved, compliant or safe, and relying on it does not pass on responsibility.'

/**
 * Makes the command that writes a passport of a file: every statement signed there, and what is relied
 * upon, each digested, and the digests signed with the key of this installation (Ed25519, RFC 8032).
 * Throws Conflict while nothing is signed.
 */
export const exportPassportWith = (key: () => PassportKey) =>
  command({
    name: 'evidence.export-passport',
    allow: [...MAY_ANSWER, 'auditor', 'system'],
    input: z.object({ ...fileInput, reason: freeText('what the file is for', 500) }),
    async run(context, { reason, ...of }) {
      const file = await requireFile(context.tx, context.actor, of)
      const statements = await statementsOf(context, file)
      if (statements.length === 0)
        throw new Conflict('Nothing is signed here yet, so there is nothing to export.')
      const head: PassportHead = {
        about: { scope: file.subject.scope, id: file.subject.subjectId, name: file.name },
        issuedBy: { id: file.organisationId, name: file.organisationName },
        issuedAt: context.now.toISOString(),
        frameworkVersion: file.framework.version,
        note: NOTE,
      }
      const passport = sealPassport(head, statements, key())
      return {
        result: passport,
        audit: {
          subject: auditSubject(file.subject, file),
          after: { passport: statements.map((one) => one.requirement) },
          reason,
        },
        events: [],
      }
    },
  })

/** A passport of statements, digested and signed. */
export const sealPassport = (
  head: PassportHead,
  statements: readonly PassportItem[],
  key: PassportKey,
): PassportFile => {
  const items = statements.map((statement) => ({ digest: statementDigest(statement), statement }))
  const text = passportText(
    head,
    items.map((one) => one.digest),
  )
  return {
    format: PASSPORT_FORMAT,
    head,
    items,
    publicKey: key.publicKey,
    signature: key.sign(text),
  }
}

const statementsOf = async (
  { tx, now }: CommandContext,
  file: EvidenceFile,
): Promise<PassportItem[]> => {
  const papers = await readPapers(tx, file, londonDate(now))
  const statements: PassportItem[] = []
  for (const asked of file.framework.requirements.flatMap(askedOf)) {
    const { signed, held } = onFile(asked, file, papers)
    const { name } = asked.requirement
    if (signed && signed.withdrawnAt === null)
      statements.push(statementOf(signed, name, file.organisationName))
    if (held?.source)
      statements.push(reliedOn(statementOf(held.source, name, held.acceptance.sourceName), held))
  }
  return statements
}

const reliedOn = (item: PassportItem, { acceptance, state }: Held): PassportItem => ({
  ...item,
  underReviewSince: state.state === 'under-review' ? state.since : item.underReviewSince,
  acceptance: {
    acceptedBy: acceptance.signature.personName,
    role: acceptance.signature.role,
    on: acceptance.signature.on,
    differsHere: acceptance.differsHere,
    conditions: acceptance.conditions,
    until: acceptance.until,
  },
})
