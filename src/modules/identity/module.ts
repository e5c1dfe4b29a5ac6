import { moduleOf, type ModuleDescription } from '#kernel/declare/module.js'
import { accountPages } from './pages/account.js'
import { codePages } from './pages/code.js'
import { forgotPasswordPage, newPasswordPage } from './pages/password-links.js'
import { recoveryCodePages } from './pages/recovery-codes.js'
import { secondFactorPages } from './pages/second-factor.js'
import { signInPage, signOutPage } from './pages/sign-in.js'
import { providerPages } from './pages/with-provider.js'
import type { IdentityParts } from './parts.js'
import { shownOnce } from './shown-once.js'

const DAY_MINUTES = 24 * 60

/** Who somebody is: signing in and out, passwords, the second factor, and their own account. */
export const identityModule = (given: IdentityParts): ModuleDescription => {
  const parts = { ...given, newCodes: shownOnce<readonly string[]>() }
  return moduleOf({
    name: 'identity',
    rank: 1,
    pages: [
      signInPage(parts),
      signOutPage(parts),
      ...codePages(parts),
      ...providerPages(parts),
      forgotPasswordPage(parts),
      newPasswordPage(parts),
      ...accountPages(parts),
      ...secondFactorPages(parts),
      ...recoveryCodePages(parts),
    ],
    clockJobs: [
      { name: 'identity.sweep', everyMinutes: DAY_MINUTES, run: () => given.signIn.sweep() },
    ],
  })
}
