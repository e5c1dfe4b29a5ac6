import type { Problem } from '#kernel/errors.js'
import { OPTIONAL_PARTS, type PublicContent, type PublicStatus } from './model.js'

const ASKS: Readonly<Record<keyof PublicContent, string>> = {
  name: 'Enter the name of the tool.',
  madeBy: 'Enter who makes it.',
  version: 'Enter the version.',
  what: 'Say what it does.',
  why: 'Say why it is used.',
  where: 'Say where it is used.',
  whoChecks: 'Say who checks it.',
  decides: 'Say whether a person decides.',
  decidesHow: 'Say how it is decided.',
  canRefuse: 'Say whether people can say no.',
  afterRefusal: 'Say what happens when somebody says no, or who decides whether they can.',
  howToAsk: 'Say how to ask, object or raise a concern.',
  contact: 'Enter whom to contact.',
}

/** What a draft still lacks before it can be published. */
export const missingParts = (content: PublicContent): Problem[] =>
  (Object.keys(ASKS) as (keyof PublicContent)[])
    .filter((part) => !OPTIONAL_PARTS.includes(part))
    .filter((part) => content[part] === '' || content[part] === 'not-answered')
    .map((part) => ({ field: part, message: ASKS[part] }))

/** Whether two records say the same. */
export const saySame = (left: PublicContent, right: PublicContent): boolean =>
  (Object.keys(ASKS) as (keyof PublicContent)[]).every((part) => left[part] === right[part])

/** How a deployment stands, in the public's words; follows the record at once, so that it stays true. */
export const publicStatus = (stage: string, state: string): PublicStatus => {
  if (state === 'ceased' || stage === 'cease') return 'no-longer-used'
  if (stage === 'assess') return 'considered'
  if (state !== 'running') return 'not-in-use-now'
  return stage === 'pilot' ? 'tried-out' : 'in-use'
}

/** The status in words. */
export const PUBLIC_STATUS_WORDS: Readonly<Record<PublicStatus, string>> = {
  considered: 'Being considered, not in use',
  'tried-out': 'Being tried out',
  'in-use': 'In use',
  'not-in-use-now': 'Not in use at the moment',
  'no-longer-used': 'No longer used',
}
