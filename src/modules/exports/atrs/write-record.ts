import type { Download } from '#kernel/declare/page.js'
import { toCsv } from '#kernel/csv.js'
import { asDate } from '#ui/words.js'
import { section, table, text, type Report } from '#ui/report/report.js'
import type { ExportNote } from '../model.js'
import type { AtrsRecord, FilledField } from './atrs-record.js'
import { ATRS_VERSION } from './atrs-fields.js'

/** What a record is about. */
export interface AtrsTitle {
  organisationName: string
  toolName: string
}

/** What stands in place of a value that nobody has given. */
export const NOT_ANSWERED = 'Not answered'

/**
 * A record as JSON data: a summary in the shape of GOV.UK's list of records, the publishing system's own
 * keys and values, and every field with where it comes from. Null is not answered. It is for publication, so
 * that its maker’s name stands in the history alone.
 */
export const atrsJson = (record: AtrsRecord, title: AtrsTitle, note: ExportNote) => ({
  standard: 'Algorithmic Transparency Recording Standard',
  made_on: note.madeOn,
  framework_version: note.frameworkVersion,
  summary: {
    publishing_body: title.organisationName,
    tool_name: publicName(record, title),
    title: `${title.organisationName}: ${publicName(record, title)}`,
    url: null,
    published: null,
    description: valueOf(record, 'description'),
    listed_organisations: [title.organisationName],
  },
  metadata: Object.fromEntries(
    Object.entries(record.metadata).map(([name, value]): [string, string | string[] | null] => [
      `algorithmic_transparency_record_${name}`,
      typeof value === 'string' || value === null ? value : [...value],
    ]),
  ),
  fields: record.sections.flatMap(({ key, fields }) =>
    fields.map((one) => ({
      number: one.number,
      section: key,
      name: one.key,
      label: one.label,
      value: one.value,
      sources: [...one.sources],
    })),
  ),
})

// The list of GOV.UK and the record itself call a tool by one name.
const publicName = (record: AtrsRecord, { toolName }: AtrsTitle): string =>
  valueOf(record, 'name') ?? toolName

/** A record as CSV: one field a row, the publishing metadata first. */
export const atrsCsv = (record: AtrsRecord, note: ExportNote): string =>
  toCsv(
    ['number', 'section', 'field', 'value', 'comes from', 'made on', 'agreed way'],
    [
      ...metadataRows(record).map(([name, value]) => ['', 'metadata', name, value, '']),
      ...record.sections.flatMap(({ heading, fields }) =>
        fields.map((one) => [one.number, heading, one.label, worded(one), one.sources.join('; ')]),
      ),
    ].map((row) => [...row, note.madeOn, note.frameworkVersion]),
  )

/** A record as a CSV file; the mark at its start tells spreadsheets that it is UTF-8. */
export const atrsCsvFile = (record: AtrsRecord, note: ExportNote): Download => ({
  download: `\ufeff${atrsCsv(record, note)}`,
  type: 'text/csv; charset=utf-8',
  fileName: `transparency-record-${note.madeOn}.csv`,
})

/** A record as a report to read and print. */
export const atrsReport = (record: AtrsRecord, title: AtrsTitle, note: ExportNote): Report => {
  const fields = record.sections.flatMap((one) => one.fields)
  const answered = fields.filter(({ value }) => value !== null).length
  return {
    title: `Transparency record: ${title.toolName} at ${title.organisationName}`,
    edition: 'A draft to check and publish yourselves',
    sections: [
      section('About this record', [
        text(
          `Made on ${asDate(note.madeOn)}, by version ${note.frameworkVersion} of the agreed way, for version ${ATRS_VERSION} of the Algorithmic Transparency Recording Standard. ${answered} of ${fields.length} fields are filled from what Wardround holds; the others read “${NOT_ANSWERED}”.`,
        ),
        text(
          'It draws on records that are not public. Read each value before you publish it. What the supplier states is the supplier’s word and was not checked.',
        ),
      ]),
      section('Publishing metadata', [
        text('As the publishing system of GOV.UK spells them.'),
        table('Publishing metadata', ['Name', 'Value'], metadataRows(record)),
      ]),
      ...record.sections.map(({ heading, fields: own }) =>
        section(heading, [
          table(
            heading,
            ['Field', 'Value', 'Comes from'],
            own.map((one) => [
              `${one.number} ${one.label}`,
              worded(one),
              one.sources.join('; ') || '-',
            ]),
          ),
        ]),
      ),
    ],
  }
}

const worded = ({ value }: FilledField): string => value ?? NOT_ANSWERED

const valueOf = (record: AtrsRecord, key: string): string | null =>
  record.sections.flatMap(({ fields }) => fields).find((one) => one.key === key)?.value ?? null

const metadataRows = ({ metadata }: AtrsRecord): [string, string][] =>
  Object.entries(metadata).map(([name, value]): [string, string] => {
    const words = typeof value === 'string' || value === null ? value : value.join('; ')
    return [name.replaceAll('_', ' '), words || NOT_ANSWERED]
  })
