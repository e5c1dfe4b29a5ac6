import { kindsInWords, type IdentifiableKind } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ToSign } from '#modules/evidence/index.js'
import { rolesInWords } from '#modules/framework/index.js'
import type { WaitingSignatures } from '#modules/pathway/index.js'
import type { StandingInWords } from '#modules/people/index.js'
import { asDate } from '#ui/index.js'
import type { Words } from './write-letter.js'

const letter = (subject: string, lines: readonly string[], address: string): Words => ({
  subject,
  text: [...lines, '', address, ''].join('\n'),
})

/** The letter to whoever signs: that gates of a deployment wait for a signature and nothing else is in its way. */
export const signatureLetter = (
  { deploymentId, product, steps }: WaitingSignatures,
  baseUrl: string,
): Words | null =>
  steps.length === 0
    ? null
    : letter(
        `${product}: a signature waits`,
        [
          `Before the decision at a gate of ${product}, these are to be signed. Nothing else is in the way.`,
          '',
          ...steps.map((one) => `${one.gateName}: ${one.name}`),
          '',
          'Sign in, read what stands there, and sign if you hold the role. Who may not sign is told why.',
        ],
        `${baseUrl}/register/deployments/${deploymentId}/gates`,
      )

/** The letter to the owner: that the next gates of a deployment ask for something else; null where it passed them. */
export const gatesChangedLetter = (
  changed: { deploymentId: string; product: string; version: string; gates: readonly string[] },
  baseUrl: string,
): Words | null =>
  changed.gates.length === 0
    ? null
    : letter(
        `${changed.product}: its next gate asks for something else`,
        [
          `Version ${changed.version} of the agreed way changed what is looked at, signed or decided before ${changed.product} moves on, at:`,
          '',
          ...changed.gates,
          '',
          'Sign in and read what the gate asks for now. A signature that it touches is to be given again, which the gate says.',
        ],
        `${baseUrl}/register/deployments/${changed.deploymentId}/gates`,
      )

/** The letter to whoever signs answers: which wait, and who may sign each; null where none does any more. */
export const toSignLetter = (waiting: readonly ToSign[], baseUrl: string): Words | null =>
  waiting.length === 0
    ? null
    : letter(
        `Answers to sign: ${waiting.length === 1 ? '1 waits' : `${waiting.length} wait`}`,
        [
          'These are answered and not signed as they stand:',
          '',
          ...waiting.map(
            ({ name, about, signedBy }) => `${name}, ${about}: for the ${rolesInWords(signedBy)}`,
          ),
          '',
          'Read each before you sign it. They stand on Home for whoever signs them.',
        ],
        `${baseUrl}/`,
      )

/** The letter to whoever owns signals: those that are open, soonest due first; null where none is any more. */
export const signalsLetter = (
  signals: readonly { about: string; sentence: string; due: string }[],
  baseUrl: string,
): Words | null =>
  signals.length === 0
    ? null
    : letter(
        `Signals for you: ${signals.length === 1 ? '1 waits' : `${signals.length} wait`}`,
        [
          'A signal is a task: look at it, then say what explains it or what you do about it.',
          '',
          ...signals.map(({ about, sentence, due }) => `${about}, by ${asDate(due)}: ${sentence}`),
          '',
          'They stand on Home. Whether one becomes a concern follows from the plan of the tool.',
        ],
        `${baseUrl}/`,
      )

/** The letter to a member that confirms, or to who signs second after it. */
export const confirmationLetter = (
  asked: { product: string; group: string; statedOn: string | null },
  isSecond: boolean,
  deploymentId: string,
  baseUrl: string,
): Words =>
  letter(
    isSecond
      ? `${asked.product}, by ${asked.group}: a second signature is asked`
      : `${asked.product}, by ${asked.group}: your organisation is asked to confirm`,
    [
      isSecond
        ? `A member has signed as controller for ${asked.product}, which ${asked.group} answers for. A second person signs.`
        : `${asked.group} answers for ${asked.product} and stated what it did${asked.statedOn ? ` on ${asDate(asked.statedOn)}` : ''}. It is not live at your organisation until your executive sponsor says what differs and signs as controller, and a second person signs.`,
      '',
      'Relying on what the group did does not pass on your responsibility.',
    ],
    `${baseUrl}/register/deployments/${deploymentId}/members`,
  )

const days = ({ firstDay, lastDay }: StandingInWords): string =>
  `from ${asDate(firstDay)} to ${asDate(lastDay)}`

/** The letter to somebody who was named to stand in; null where it has ended since. */
export const deputyLetter = (one: StandingInWords, baseUrl: string): Words | null =>
  one.isSettled
    ? null
    : letter(
        `You stand in for ${one.from} as ${one.role}`,
        [
          `${one.from} named you to stand in as ${one.role}, ${days(one)}.`,
          `What you sign says that it is for ${one.from}. What ${one.from} may not decide because of what they signed, you may not decide for them.`,
          `If you cannot do it, tell ${one.from} or an administrator, who can end it.`,
        ],
        `${baseUrl}/account/deputies`,
      )

/** The letter to the administrators who confirm that somebody of elsewhere holds a role; null where it is settled. */
export const roleOfferedLetter = (
  one: StandingInWords,
  offerId: string,
  baseUrl: string,
): Words | null =>
  one.isSettled
    ? null
    : letter(
        `${one.from} offers ${one.personName} as ${one.role}`,
        [
          `${one.from} offers that ${one.personName} is ${one.role} at ${one.hostName}, ${days(one)}.`,
          'Nothing follows until an administrator of your organisation confirms it.',
        ],
        `${baseUrl}/administration/roles-held-elsewhere/${offerId}/confirm`,
      )

/** The letter to somebody who holds a role at another organisation now. */
export const roleConfirmedLetter = (one: StandingInWords, baseUrl: string): Words =>
  letter(
    `You are ${one.role} at ${one.hostName}`,
    [
      `${one.hostName} has confirmed that you hold the role of ${one.role} there, ${days(one)}, as ${one.from} offered.`,
      'Choose that organisation at the top of a page to act there.',
    ],
    `${baseUrl}/`,
  )

/** The letter to who answers for links used as evidence: which are dead, and which answer again. */
export const linksLetter = (
  links: readonly { title: string; name: string; about: string; deadSince: Date | null }[],
  baseUrl: string,
): Words | null => {
  const line = (one: (typeof links)[number]) => `${one.title}: ${one.name}, ${one.about}`
  const dead = links.filter((one) => one.deadSince !== null).map(line)
  const alive = links.filter((one) => one.deadSince === null).map(line)
  if (links.length === 0) return null
  return letter(
    dead.length > 0
      ? 'Links used as evidence do not answer any more'
      : 'Links used as evidence answer again',
    [
      ...(dead.length > 0
        ? ['These links do not answer. Replace each, or withdraw it:', ...dead]
        : []),
      ...(alive.length > 0 ? ['These answer again:', ...alive] : []),
      '',
      'Each is looked at once a week. What was signed stands as it was signed.',
    ],
    `${baseUrl}/`,
  )
}

/** The letter to who puts right a document that was closed: what was found in it, and what to do; null where it was withdrawn. */
export const closedLetter = (
  closed: readonly {
    title: string
    name: string
    about: string
    kinds: readonly IdentifiableKind[]
  }[],
  baseUrl: string,
): Words | null => {
  const [first] = closed
  if (!first) return null
  return letter(
    'A document used as evidence is closed: it may identify a person',
    [
      `It was added before the words of such files were searched. They were searched now, and hold what looks like ${kindsInWords(first.kinds)}.`,
      '',
      ...closed.map((one) => `${one.title}: ${one.name}, ${one.about}`),
      '',
      'It is kept, no longer counts, and only those who may withdraw it can open it. Whoever relied on it is told that it is closed.',
      'What to do: open it and look. Withdraw it with a reason, add a copy without anything that identifies a person, and sign again.',
      'If it identifies a patient, your information governance lead decides whether it is a personal data breach that is to be reported.',
    ],
    `${baseUrl}/`,
  )
}

/** The letter to whoever signs: what was signed here and ends soon, so that it can be renewed before. */
export const endingLetter = (
  ending: readonly { name: string; about: string; until: CalendarDate }[],
  baseUrl: string,
): Words | null =>
  ending.length === 0
    ? null
    : letter(
        `Evidence of yours that ends soon: ${ending.length === 1 ? '1 item' : `${ending.length} items`}`,
        [
          'After its last day gates count it as not met, here and where others rely on it. Renew it before:',
          '',
          ...ending.map(
            ({ name, about, until }) => `${name}, ${about}: in date until ${asDate(until)}`,
          ),
          '',
          'It stands on Home for whoever signs it.',
        ],
        `${baseUrl}/`,
      )

/** The letter to who signs: which of one's own evidence must be looked at again, and why; null where none. */
export const reviewLetter = (
  waiting: readonly { name: string; about: string; because: string }[],
  baseUrl: string,
): Words | null =>
  waiting.length === 0
    ? null
    : letter(
        `Evidence to look at again: ${waiting.length === 1 ? '1 item' : `${waiting.length} items`}`,
        [
          'Something it rests on has changed, or its last day has passed. Gates count these as not met until somebody looks at them and signs or accepts again:',
          '',
          ...waiting.map(({ name, about, because }) => `${name}, ${about}: ${because}`),
          '',
          'They stand on Home for whoever signs them.',
        ],
        `${baseUrl}/`,
      )
