import { Conflict } from '#kernel/errors.js'

/** Refuses an edit that no row took, because somebody else changed it since. Throws Conflict with theirs. */
export const refuseLostEdit = (
  { numUpdatedRows }: { numUpdatedRows: bigint },
  theirs: Readonly<Record<string, unknown>>,
  inWords: Readonly<Record<string, string>> = {},
): void => {
  if (numUpdatedRows === 1n) return
  throw new Conflict(
    'Somebody else changed this while you were editing. Theirs is shown beside yours.',
    theirs,
    inWords,
  )
}
