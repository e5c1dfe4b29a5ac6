import type { ReactElement } from 'react'
import type { PageContent } from '#kernel/declare/page.js'
import { asDateTime, Button, NotificationBanner, PageHeading } from '#ui/index.js'
import type { PeopleParts } from '../parts.js'
import { sendInvitation, type LetterSent } from '../send-letter.js'
import { ShownLink } from './shown-link.js'

/** The page after inviting somebody: the link, shown once, and whether it was mailed. */
export const invitedContent = async (
  parts: PeopleParts,
  invited: { email: string; path: string; organisationName: string; expiresAt: Date },
  name: string,
  breadcrumbs: PageContent['breadcrumbs'] = [],
): Promise<PageContent> => {
  const url = new URL(invited.path, parts.baseUrl).href
  const sent = await sendInvitation(parts, { ...invited, name, url })
  return {
    title: `${name} is invited`,
    nav: '/administration',
    breadcrumbs,
    body: (
      <div className="wr-readable">
        <PageHeading>
          {name} is invited to {invited.organisationName}
        </PageHeading>
        <SentWords sent={sent} email={invited.email} />
        <p>
          The link works once, until {asDateTime(invited.expiresAt)}. It is shown here once: copy it
          now if you want to send it yourself.
        </p>
        <ShownLink label="Link to accept the invitation" text={url} />
        <Button href={breadcrumbs.at(-1)?.href ?? '/administration'}>Done</Button>
      </div>
    ),
  }
}

const SentWords = ({ sent, email }: { sent: LetterSent; email: string }): ReactElement => {
  if (sent === 'sent') return <p>We have mailed the link to {email}.</p>
  if (sent === 'no-mail')
    return <p>This Wardround sends no mail. Send {email} the link yourself.</p>
  return (
    <NotificationBanner title="The letter was not sent">
      <p>The mail server did not take the letter to {email}. Send them the link yourself.</p>
    </NotificationBanner>
  )
}
