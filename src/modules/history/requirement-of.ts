import { z } from 'zod'
import type { HistoryLine } from './model.js'

const about = z.object({ requirement: z.string() })

/** The requirement that a line is about, by its number; null where it is about none. */
export const requirementOf = ({
  before,
  after,
}: Pick<HistoryLine, 'before' | 'after'>): string | null =>
  [after, before].flatMap((state) => about.safeParse(state).data?.requirement ?? [])[0] ?? null
