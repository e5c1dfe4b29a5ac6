import { z } from 'zod'
import type { Download } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import type { Report } from '#ui/report/report.js'
import { reportHtml } from '#ui/report/report-html.js'
import { reportPdf } from '#ui/report/report-pdf.js'

/** As what an export is answered over REST. */
export const FORMATS = {
  json: 'application/json',
  html: 'text/html',
  csv: 'text/csv',
  pdf: 'application/pdf',
} as const
export type Format = keyof typeof FORMATS

/** The formats that are not JSON, as the description of a route lists them. */
export const otherAnswersOf = (formats: readonly Format[]) =>
  formats
    .filter((one) => one !== 'json')
    .map((one) => ({ contentType: FORMATS[one], description: DESCRIPTIONS[one] }))

const DESCRIPTIONS: Readonly<Record<Format, string>> = {
  json: 'The fields, for a machine.',
  html: 'One page to print, which needs nothing else.',
  csv: 'One line a field, in UTF-8 with a mark, as spreadsheets want it.',
  pdf: 'The same page, tagged for screen readers.',
}

/** What a route of several formats takes in its query; it counts before the header Accept. */
export const formatQuery = <One extends Format>(formats: readonly [One, ...One[]]) =>
  z.object({
    format: z
      .enum(formats, { error: `Choose ${formats.join(', ')}.` })
      .optional()
      .meta({ description: 'As what to answer; it counts before the header Accept.' }),
  })

/**
 * As what to answer: what the query says, otherwise what the header Accept prefers of what there is
 * (RFC 9110, 12.5.1), otherwise JSON. Throws Invalid where nothing that is accepted is there.
 */
export const formatOf = <One extends Format>(
  formats: readonly One[],
  asked: One | undefined,
  accept: string | null,
): One => {
  if (asked) return asked
  const ranges = rangesOf(accept ?? '*/*')
  const [best] = formats
    .map((format, place) => ({ format, place, ...qualityOf(FORMATS[format], ranges) }))
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality || one.place - other.place)
  if (best) return best.format
  const there = formats.map((one) => FORMATS[one]).join(', ')
  throw new Invalid([{ field: 'accept', message: `Accept one of ${there}, or leave it out.` }])
}

interface Range {
  type: string
  quality: number
}

const rangesOf = (accept: string): Range[] =>
  accept.split(',').map((one) => {
    const [type = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
    const q = parameters.find((part) => part.startsWith('q='))?.slice(2)
    return { type, quality: q === undefined ? 1 : Number(q) || 0 }
  })

// The most exact range that holds a type says how much it is wanted.
const qualityOf = (type: string, ranges: readonly Range[]): { quality: number } => {
  const names = [type, `${type.split('/')[0]}/*`, '*/*']
  const found = names.flatMap((name) => ranges.find((one) => one.type === name) ?? [])
  return { quality: found[0]?.quality ?? 0 }
}

/** A report as a file of one of the formats that are made of one. */
export const reportFile = async (report: Report, format: 'html' | 'pdf'): Promise<Download> => {
  const name = report.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return format === 'pdf'
    ? { download: await reportPdf(report), type: FORMATS.pdf, fileName: `${name}.pdf` }
    : {
        download: reportHtml(report),
        type: `${FORMATS.html}; charset=utf-8`,
        fileName: `${name}.html`,
      }
}
