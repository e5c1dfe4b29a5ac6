import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseYaml } from '#kernel/parse-yaml.js'
import { catalogueFile, type CatalogueMeasure } from './catalogue-schema.js'

/**
 * Reads and checks a directory of catalogue files, in the order of their names. Throws where a file
 * does not have the shape, or two measures share an id.
 */
export const readCatalogue = (directory: string): readonly CatalogueMeasure[] => {
  const names = readdirSync(directory).filter((name) => name.endsWith('.yaml'))
  const measures = names.toSorted().flatMap((name) => {
    const file = catalogueFile.parse(parseYaml(readFileSync(`${directory}/${name}`, 'utf8')))
    const { fromLog, source, asOf } = file
    return file.measures.map((measure): CatalogueMeasure => ({ ...measure, fromLog, source, asOf }))
  })
  const ids = measures.map(({ id }) => id)
  const twice = ids.find((id, place) => ids.indexOf(id) < place)
  if (twice !== undefined) throw new Error(`Two measures of the catalogue have the id ${twice}.`)
  return measures
}

/** The measures that Wardround comes with. */
export const CATALOGUE = readCatalogue(
  fileURLToPath(new URL('../../../../reference-data/measures', import.meta.url)),
)

const BY_ID = new Map(CATALOGUE.map((measure) => [measure.id, measure]))

/** A measure of the catalogue by its id; undefined for one that is not there. */
export const catalogueMeasure = (id: string): CatalogueMeasure | undefined => BY_ID.get(id)
