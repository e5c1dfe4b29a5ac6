import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { isAllowed } from '#kernel/actor.js'
import { adviceUnanswered, answerAdvice } from './advice.js'

/** Advice that waits for an answer, for the owner of what it is about. */
export const sharingHomeItems = async ({
  actor,
  read,
}: PageContext): Promise<readonly HomeItem[]> => {
  if (!isAllowed(actor, answerAdvice.allow)) return []
  const list = await read(adviceUnanswered, {})
  return list.map((one) => ({
    urgency: 50,
    tag: { word: 'Advice', tone: 'blue' },
    title:
      one.kind === 'introduction'
        ? `${one.fromName} introduces you to others about ${one.productName}`
        : `${one.fromName} advises you about ${one.productName}`,
    href: `/register/deployments/${one.deploymentId}/advice`,
    action: 'Read and answer',
  }))
}
