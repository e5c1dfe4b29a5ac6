/** An OpenID Connect provider that people may sign in with. */
export interface OidcSettings {
  /** Its address, without a slash at the end. */
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says after "Sign in with". */
  name: string
}
