import { makeCore } from './core.js'
import { createAccount } from './create-account.js'
import { deactivateAccount, reactivateAccount } from './deactivate-account.js'
import { findAccount, findAccountByEmail } from './find-account.js'
import { createFirstAccount, hasAccounts, isFirstLink, makeFirstLink } from './first-account.js'
import { handleOidcCallback, handleSignInRequest, oidcStartUrl } from './oidc.js'
import {
  findPasswordLink,
  makePasswordLink,
  requestPasswordReset,
  resetPassword,
} from './password-reset.js'
import { makeRecoveryCodes, useRecoveryCode } from './recovery-codes.js'
import {
  checkSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  startSecondFactor,
} from './second-factor.js'
import { removeOwnSecondFactor } from './remove-own-second-factor.js'
import { renameAccount } from './rename-account.js'
import { findSession } from './session.js'
import { setPassword } from './set-password.js'
import type { SignInOptions } from './settings.js'
import { signInWithPassword } from './sign-in-with-password.js'
import { signOut, signOutEverywhere } from './sign-out.js'
import { sweepSignIn } from './sweep.js'

/**
 * Sign-in, ready to use: every function bound to one database and one set of settings. Functions
 * that sign in or out return `setCookie`, the Set-Cookie values for the answer; refusals are the
 * errors of the kernel. Throws when the secret is shorter than 32 characters.
 */
export const createSignIn = (options: SignInOptions) => {
  const core = makeCore(options)
  const bound =
    <Input, Result>(act: (c: typeof core, input: Input) => Result) =>
    (input: Input): Result =>
      act(core, input)
  return {
    /** Mount for GET at OIDC_CALLBACK_PATH; answers 404 to anything else. */
    handler: bound(handleSignInRequest),
    /** Who a request comes from, by its Cookie header; null when nobody. */
    session: bound(findSession),
    /** The name after "Sign in with", or null when no provider is set up. */
    providerName: core.oidc?.name ?? null,
    signInWithPassword: bound(signInWithPassword),
    signOut: bound(signOut),
    signOutEverywhere: bound(signOutEverywhere),
    createAccount: bound(createAccount),
    hasAccounts: () => hasAccounts(core),
    makeFirstLink: bound(makeFirstLink),
    isFirstLink: bound(isFirstLink),
    createFirstAccount: bound(createFirstAccount),
    findAccount: bound(findAccount),
    findAccountByEmail: bound(findAccountByEmail),
    setPassword: bound(setPassword),
    requestPasswordReset: bound(requestPasswordReset),
    makePasswordLink: bound(makePasswordLink),
    findPasswordLink: bound(findPasswordLink),
    resetPassword: bound(resetPassword),
    startSecondFactor: bound(startSecondFactor),
    confirmSecondFactor: bound(confirmSecondFactor),
    checkSecondFactor: bound(checkSecondFactor),
    removeSecondFactor: bound(removeSecondFactor),
    removeOwnSecondFactor: bound(removeOwnSecondFactor),
    makeRecoveryCodes: bound(makeRecoveryCodes),
    useRecoveryCode: bound(useRecoveryCode),
    renameAccount: bound(renameAccount),
    deactivateAccount: bound(deactivateAccount),
    reactivateAccount: bound(reactivateAccount),
    oidcStartUrl: bound(oidcStartUrl),
    handleOidcCallback: bound(handleOidcCallback),
    sweep: () => sweepSignIn(core),
    /** Waits for letters that are still being sent; call it before the pool is closed. */
    settled: async (): Promise<void> => {
      await Promise.all(core.background)
    },
  }
}

/** What createSignIn gives. */
export type SignIn = ReturnType<typeof createSignIn>
