import type { SealedSummary, Summary } from './summary-format.js'

/** Gives the SHA-256 of a text's UTF-8 bytes as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string | Promise<string>

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = value as Readonly<Record<string, unknown>>
  const ordered: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] !== undefined) ordered[key] = sorted(fields[key])
  }
  return ordered
}

/** JSON with keys in code unit order and no white space, the form that is digested. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value))

/** The digest of a summary, its own `digest` left out: what tells a repeat from a correction. */
export async function summaryDigest(summary: Summary, sha256: Sha256): Promise<string> {
  const { digest: _, ...rest } = { digest: null, ...summary }
  return sha256(canonicalJson(rest))
}

/** Puts the digest on a summary; without a way to compute one it stays null and the hub computes it. */
export async function sealSummary(summary: Summary, sha256: Sha256 | null): Promise<SealedSummary> {
  return { ...summary, digest: sha256 ? await summaryDigest(summary, sha256) : null }
}
