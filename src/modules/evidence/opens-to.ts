import { Invalid } from '#kernel/errors.js'

/** Who beside its organisation may open what was signed. */
export const OPENS_TO = ['own', 'partners', 'named', 'nhs', 'public'] as const
export type OpensTo = (typeof OPENS_TO)[number]

/** Each of them in words. */
export const OPENS_TO_WORDS: Readonly<Record<OpensTo, string>> = {
  own: 'Nobody else',
  partners: 'NHS organisations of the same system',
  named: 'Organisations named one by one',
  nhs: 'Every NHS organisation that is signed in',
  public: 'Everybody, without signing in',
}

/** The same within a sentence; the first word of some is a name. */
export const opensToInText = (opensTo: OpensTo): string =>
  OPENS_TO_WORDS[opensTo].replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())

/**
 * Data protection assessments, what was asked of the ICO, and prices never leave their organisation
 * (product.md, rule 6).
 */
const NEVER_LEAVE: readonly string[] = ['R18', 'R19', 'R37']

/** Reports on security leave only when somebody says so (product.md, rule 6). */
const ASKED_FIRST: readonly string[] = ['R13']

/** Whether an answer to a requirement may be opened to anybody else at all. */
export const mayLeave = (requirementId: string): boolean => !NEVER_LEAVE.includes(requirementId)

/** Whether what a supplier states may be opened to everybody: never what is asked for first. */
export const mayBePublic = (requirementId: string): boolean =>
  mayLeave(requirementId) && !ASKED_FIRST.includes(requirementId)

/** Who may open something newly signed: a supplier says it itself, an assessment is for partners. */
export const openedAtFirst = (requirementId: string, isSupplier: boolean): OpensTo =>
  isSupplier || !mayLeave(requirementId) || ASKED_FIRST.includes(requirementId) ? 'own' : 'partners'

/** Throws Invalid where an answer may not be opened to those given. */
export const checkOpening = (
  requirementId: string,
  opensTo: OpensTo,
  named: readonly string[],
): void => {
  if (opensTo !== 'own' && !mayLeave(requirementId))
    throw new Invalid([
      {
        field: 'opensTo',
        message: `${requirementId} is opened to nobody outside its organisation.`,
      },
    ])
  if (opensTo === 'public' && !mayBePublic(requirementId))
    throw new Invalid([
      { field: 'opensTo', message: `${requirementId} is not opened to everybody.` },
    ])
  if (opensTo === 'named' && named.length === 0)
    throw new Invalid([{ field: 'named', message: 'Choose the organisations that may open it.' }])
}
