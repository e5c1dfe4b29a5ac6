import { CORE_SCHEMA, load } from 'js-yaml'

const DEEPEST = 50

/**
 * The content of a YAML text. No aliases: they are the way to a text that refers to itself or grows
 * without end. Throws Error.
 */
export const parseYaml = (text: string): unknown =>
  text.trim() === '' ? null : load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: DEEPEST })

/** Why a text could not be read, as the end of a sentence: the first line of the fault. */
export const unreadable = (fault: unknown): string =>
  `it cannot be read as YAML (${fault instanceof Error ? fault.message.split('\n')[0] : 'unknown'}).`
