export {
  createSignIn,
  hashApiKey,
  makeApiKey,
  type SignIn,
  type SignInEvent,
  type SignInMail,
} from './sign-in/index.js'
