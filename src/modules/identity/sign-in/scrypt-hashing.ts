import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { PasswordHashing } from './settings.js'

/** How passwords are kept: salt and scrypt of it (N = 16,384, r = 16, p = 1, NFKC first). */
export const scryptHashing: PasswordHashing = { hash: hashPassword, verify: verifyPassword }
