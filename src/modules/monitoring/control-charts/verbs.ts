import type { VerbDescription } from '#kernel/declare/verb.js'
import { funnelVerb } from './funnel-verb.js'
import { spcVerb } from './spc-verb.js'

/** The verbs that draw control charts and funnels at the edge. */
export const controlChartVerbs: readonly VerbDescription[] = [spcVerb, funnelVerb]
