import type { VerbDescription } from '#kernel/describe.js'
import { measureVerb } from './measure/verb.js'

/** Verbs that run with nothing else of Wardround loaded, so that they start at once. */
export const edgeVerbs: readonly VerbDescription[] = [measureVerb]
