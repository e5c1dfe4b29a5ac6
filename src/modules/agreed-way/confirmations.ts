import type { Framework } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import { confirmableItems, type ConfirmableItem } from './confirmable-items.js'
import { readStanding } from './confirmation-store.js'
import type { Confirmation } from './model.js'

/** A confirmation with the system in whose name it was given. */
export type StandingConfirmation = Confirmation & { readonly systemName: string }

/** What was confirmed of a framework, by the key of the item; what is absent is to be confirmed. */
export type Confirmations = ReadonlyMap<string, StandingConfirmation>

/** Nothing is confirmed: what the public sees, and an organisation of no system. */
export const NOTHING_CONFIRMED: Confirmations = new Map()

/** One item with what its system has confirmed of it. */
export interface ItemState {
  readonly item: ConfirmableItem
  /** `lapsed`: it was confirmed, and the text has changed since. */
  readonly state: 'to-be-confirmed' | 'confirmed' | 'lapsed'
  readonly confirmation: StandingConfirmation | null
}

/** Every confirmable item with its state: a confirmation counts for the text that was confirmed. Pure. */
export const itemStates = (
  framework: Framework,
  standing: readonly StandingConfirmation[],
): ItemState[] =>
  confirmableItems(framework).map((item) => {
    const confirmation = standing.find((one) => one.item === item.key) ?? null
    if (!confirmation) return { item, state: 'to-be-confirmed', confirmation }
    const isSame = confirmation.digest === item.digest
    return { item, state: isSame ? 'confirmed' : 'lapsed', confirmation }
  })

/** What counts as confirmed for an organisation, in one query. */
export const confirmationsFor = async (
  db: ReadDb,
  organisationId: string | null,
  framework: Framework,
): Promise<Confirmations> => {
  if (organisationId === null) return NOTHING_CONFIRMED
  const standing = await readStanding(db, organisationId)
  return standing.length === 0
    ? NOTHING_CONFIRMED
    : new Map(
        itemStates(framework, standing).flatMap(({ item, state, confirmation }) =>
          state === 'confirmed' && confirmation ? [[item.key, confirmation]] : [],
        ),
      )
}
