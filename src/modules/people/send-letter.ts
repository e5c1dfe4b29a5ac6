import type { PeopleParts } from './parts.js'

/** How sending a letter went. */
export type LetterSent = 'sent' | 'failed' | 'no-mail'

/** Sends the link of an invitation. A letter that cannot be sent is said, never thrown. */
export const sendInvitation = async (
  { mail }: Pick<PeopleParts, 'mail'>,
  invitation: { email: string; name: string; organisationName: string; url: string },
): Promise<LetterSent> => {
  if (!mail) return 'no-mail'
  try {
    await mail({
      to: invitation.email,
      subject: `Join ${invitation.organisationName} on Wardround`,
      text: letter(invitation),
    })
    return 'sent'
  } catch {
    return 'failed'
  }
}

const letter = (to: { name: string; organisationName: string; url: string }): string =>
  `Hello ${to.name},

You are invited to join ${to.organisationName} on Wardround, the shared register and monitor for AI in health and care.

Open this link to accept. It works once, for 7 days.

${to.url}

If you did not expect this, you do not need to do anything.
`
