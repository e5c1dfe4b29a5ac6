import { DomainError, Unavailable } from './errors.js'

/** Of files, and of PostgreSQL (18, appendix A: disk_full). */
const CODES = new Set(['ENOSPC', 'EDQUOT', '53100'])

/**
 * Turns the refusal of a write by a full disk into Unavailable, which says that nothing was stored;
 * anything else stays as it was. Only for writes that are taken back whole when they fail.
 */
export const translateFullDisk = (fault: unknown): unknown => {
  if (!(fault instanceof Error) || fault instanceof DomainError) return fault
  if (!CODES.has(String((fault as NodeJS.ErrnoException).code))) return fault
  return new Unavailable(
    'The disk of this Wardround is full, so nothing of this was stored. Tell whoever looks after it to free some space, then send it again.',
    { cause: fault },
  )
}
