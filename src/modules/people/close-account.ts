import type { SignIn } from '#modules/identity/index.js'

/** Closes the sign-in account of somebody who is gone: out at once. Nothing when it is closed. */
export const closeAccount = async (
  signIn: SignIn,
  { personId, by }: { personId: string; by: string },
): Promise<void> => {
  const account = await signIn.findAccount(personId)
  if (!account || account.deactivatedAt) return
  await signIn.deactivateAccount({ accountId: personId, by })
}
