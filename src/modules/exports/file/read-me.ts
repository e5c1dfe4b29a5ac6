import { asDate } from '#ui/words.js'
import type { ExportNote } from '../model.js'

/** What each file of the archive of a deployment holds, in the order of reading. */
export const FILES: Readonly<Record<string, string>> = {
  'deployment.json':
    'what runs where, for what, who answers for it, and its stages and versions over time',
  'answers.json': 'what the agreed way asks, whether and why it applies, and what is answered',
  'signatures.json': 'what was signed, by whom and for which version, replaced ones among them',
  'acceptances.json':
    'what others signed and this organisation relies on: who accepted it, what differs here, how it stands',
  'documents.json': 'the documents, each with its place in this archive or its address',
  'hazards.json': 'the hazard log with scores and acceptances',
  'hazards.csv': 'the hazard log as a table',
  'decisions.json': 'decisions at gates, with their grounds and the version of the agreed way',
  'sign-offs.json':
    'signatures before those decisions, with those that were taken back or given again',
  'exceptions.json': 'permissions to pass a gate without something',
  'conditions.json': 'what was to be done after a gate, by whom and until when',
  'plan.json':
    'the monitoring plan that holds: measures, pass marks, rules and who looks at the signals',
  'points.csv': 'the figures of monitoring, with their intervals and how they were worked out',
  'public-record.json': 'what the public is told: the draft, and each text that was published',
  'concerns.json': 'concerns with what was done about each',
  'history.csv': 'who did what, when and why',
}

/** The file that tells a reader who knows nothing of Wardround what lies in the archive. Pure. */
export const readMe = (
  { name, organisationName, reason }: { name: string; organisationName: string; reason: string },
  note: ExportNote,
): { path: string; text: string } => ({
  path: 'README.txt',
  text: [
    `The file of ${name} at ${organisationName}`,
    '',
    `Made on ${asDate(note.madeOn)} by ${note.madeBy}, by version ${note.frameworkVersion} of the agreed way.`,
    `For: ${reason}`,
    '',
    'It holds records that are not public. Nothing in it means that a tool is safe, compliant or approved.',
    'null and an empty text mean “not answered”, never “no”. Times are UTC.',
    '',
    ...Object.entries(FILES).map(([path, holds]) => `${path}: ${holds}`),
    'documents/: the documents as they were kept',
    'manifest.json: all of these with their size and digest, and which documents are missing',
    'SHA256SUMS: the digests; “sha256sum -c SHA256SUMS” checks that nothing changed',
    '',
  ].join('\n'),
})
