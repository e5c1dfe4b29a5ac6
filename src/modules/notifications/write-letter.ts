import { roleInText } from '#kernel/roles.js'
import type { Notice } from '#modules/collaborations/index.js'
import { KIND_NAMES, NOT_A_NATIONAL_ALERT, type Alert } from '#modules/concerns/index.js'
import { asDate } from '#ui/index.js'

/** Subject and words of a letter. */
export interface Words {
  subject: string
  text: string
}

const NOTICE = { alert: 'Alert', stop: 'Stop called', cease: 'Use ceased' } as const

/** The letter about an alert: what the alert carries and no more. */
export const alertLetter = (alert: Alert, baseUrl: string, isReminder: boolean): Words => {
  const tool = `${alert.product.name} ${alert.version.name}`
  const ask =
    alert.notice === 'alert'
      ? 'Please sign in, acknowledge it, and say whether action is required where you use it.'
      : 'This is for information. Please sign in and acknowledge it.'
  return {
    subject: `${isReminder ? 'Reminder: ' : ''}${NOTICE[alert.notice]}: ${tool}, issued by ${alert.issuedByName}`,
    text: [
      `Issued by ${alert.issuedByName}. ${NOT_A_NATIONAL_ALERT}.`,
      '',
      ...(isReminder ? ['Nobody at your organisation has acknowledged this alert yet.', ''] : []),
      `Product: ${alert.product.name}`,
      `Version: ${alert.version.name}`,
      `Use case: ${alert.useCase}`,
      `What: ${KIND_NAMES[alert.kind] ?? alert.kind}`,
      `Severity: ${alert.severity === 'serious' ? 'serious' : 'for information'}`,
      `Who to ask: ${roleInText(alert.contactRole)} at ${alert.issuedByName}`,
      '',
      ask,
      `${baseUrl}/alerts/${alert.id}`,
      '',
    ].join('\n'),
  }
}

/** The letter to whoever scores: that hazards wait, and where; never their words. */
export const hazardsLetter = (
  { product, waiting }: { product: string; waiting: number },
  deploymentId: string,
  baseUrl: string,
): Words => ({
  subject: `Hazards of ${product} are to be looked at again`,
  text: [
    `Something that the hazard log of ${product} rests on has changed: its version, or what its supplier or group states.`,
    `${waiting === 1 ? '1 hazard waits' : `${waiting} hazards wait`} to be scored or reviewed. Gates count them as not accepted until then.`,
    '',
    `${baseUrl}/register/deployments/${deploymentId}/hazards`,
    '',
  ].join('\n'),
})

/** The letter to whoever answers: that something of others that is relied upon or followed changed or ends. */
export const evidenceLetter = (
  waiting: readonly {
    name: string
    /** The product with its version, where it is about one. */
    version: string | null
    sourceName: string
    since: string | null
    until: string | null
  }[],
  baseUrl: string,
): Words => ({
  subject: 'Evidence of others that you rely on or follow has changed or is about to end',
  text: [
    ...(waiting.length === 0
      ? [
          'Something was signed again in a file that your organisation follows. Nothing waits for you.',
        ]
      : waiting.map(({ name, version, sourceName, since, until }) => {
          const what = `${name}${version === null ? '' : ` (${version})`}, of ${sourceName}`
          return since === null
            ? `${what}: in date until ${until === null ? 'a change' : asDate(until)}`
            : `${what}: under review, ${since}`
        })),
    '',
    'Gates count what is under review or expired as not met.',
    `${baseUrl}/`,
    '',
  ].join('\n'),
})

/** The letter to whoever triages: that there is a concern, and by when; never its words. */
export const concernLetter = (
  concern: { reference: string; harm: string; triageBy: string },
  concernId: string,
  baseUrl: string,
): Words => ({
  subject: `Concern ${concern.reference} is to be triaged by ${concern.triageBy}`,
  text: [
    `Concern ${concern.reference} was raised: reported, not established until triaged.`,
    ...(concern.harm === 'serious'
      ? ['The person who raised it says that somebody was seriously harmed.']
      : []),
    '',
    `Please triage it by ${concern.triageBy}:`,
    `${baseUrl}/concerns/${concernId}`,
    '',
  ].join('\n'),
})

/** The letter to a party of a collaboration: what happened, and where to read who said what. */
export const collaborationLetter = (notice: Notice, baseUrl: string): Words => ({
  subject: notice.subject,
  text: [...notice.lines, '', `${baseUrl}${notice.path}`, ''].join('\n'),
})
