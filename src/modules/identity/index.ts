export {
  createSignIn,
  hashApiKey,
  hashToken,
  isApiKey,
  makeApiKey,
  makeToken,
  scryptHashing,
  type OidcSettings,
  type PasswordHashing,
  type SignIn,
  type SignInEvent,
  type SignInMail,
} from './sign-in/index.js'
export { localPath } from './local-path.js'
export { identityModule } from './module.js'
export type { IdentityParts } from './parts.js'
export { NEW_PASSWORD_HINT } from './pages/words.js'
export { textOf } from './parts.js'
