import { scryptHashing, type PasswordHashing } from '#modules/identity/index.js'

/** The password of every sign-in of the worked example, which lives on a data directory that is thrown away. */
export const EXAMPLE_PASSWORD = 'worked example 2026 wardround'

let kept: Promise<string> | undefined

/** Hashes the one password of the worked example once, which would take five seconds for all its people. */
export const exampleHashing: PasswordHashing = {
  ...scryptHashing,
  hash: (password) => {
    if (password !== EXAMPLE_PASSWORD) return scryptHashing.hash(password)
    kept ??= scryptHashing.hash(password)
    return kept
  },
}
