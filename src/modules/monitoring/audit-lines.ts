import type { AuditEntry } from '#registry/command.js'

/** Lines of the audit trail as a command gives them. */
export type Lines = [AuditEntry, ...AuditEntry[]] | 'nothing-changed'

/** Some lines, or that nothing changed where there is none. */
export const linesOf = ([first, ...others]: readonly AuditEntry[]): Lines =>
  first ? [first, ...others] : 'nothing-changed'
