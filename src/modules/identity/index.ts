export {
  createSignIn,
  hashApiKey,
  hashToken,
  makeApiKey,
  makeToken,
  type SignIn,
  type SignInEvent,
  type SignInMail,
} from './sign-in/index.js'
