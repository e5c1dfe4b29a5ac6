import { fewItems } from '#kernel/declare/few-items.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { isAllowed } from '#kernel/actor.js'
import { withQuery } from '#kernel/address.js'
import { startOfLondonDay } from '#kernel/time.js'
import { adviceUnanswered, answerAdvice } from './advice.js'
import { ATTENTION_WORDS } from './attention-words.js'
import type { AttentionKind, AttentionLine, Overview } from './model.js'
import { showSystemOverview, systemsHere } from './show-overview.js'

/** Advice that waits for an answer, and for a system AI lead what of their system needs attention. */
export const sharingHomeItems = async (context: PageContext): Promise<readonly HomeItem[]> => [
  ...(await adviceItems(context)),
  ...(await systemItems(context)),
]

const adviceItems = async ({ actor, read }: PageContext): Promise<readonly HomeItem[]> => {
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

const systemItems = async ({ actor, read }: PageContext): Promise<readonly HomeItem[]> => {
  if (!actor.roles.includes('system-ai-lead')) return []
  const systems = await read(systemsHere, {})
  const overviews = await Promise.all(
    systems.map(({ id }) => read(showSystemOverview, { system: id })),
  )
  return overviews.flatMap(itemsOfOverview)
}

/** Urgency on Home of each kind of line, among what waits for the lead themselves. */
const URGENCY: Readonly<Record<AttentionKind, number>> = {
  stop: 1,
  alert: 2,
  concern: 2,
  signal: 10,
  pilot: 12,
  decision: 30,
  expired: 15,
  expiring: 55,
  duplicated: 60,
  before: 65,
}

/** What of a system needs attention, for the Home of its AI lead: each line with its action, many of a kind as one. Pure. */
export const itemsOfOverview = (
  overview: Pick<Overview, 'name' | 'systemId' | 'lines'>,
): HomeItem[] => {
  const kinds = [...new Set(overview.lines.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => {
    const lines = overview.lines.filter((line) => line.kind === kind)
    return fewItems(lines.map(itemOf), {
      title: `${lines.length} ${ATTENTION_WORDS[kind].counted[1]}`,
      detail: overview.name,
      href: withQuery('/overviews/system', { system: overview.systemId ?? undefined, only: kind }),
    })
  })
}

const itemOf = (line: AttentionLine): HomeItem => ({
  ...tagOf(line.kind),
  title: line.text,
  detail: line.note,
  ...(line.due ? { due: startOfLondonDay(line.due) } : {}),
  href: line.href,
  action: line.action,
})

const tagOf = (kind: AttentionKind): Pick<HomeItem, 'urgency' | 'tag'> => ({
  urgency: URGENCY[kind],
  tag: { word: ATTENTION_WORDS[kind].tag, tone: ATTENTION_WORDS[kind].tone },
})
