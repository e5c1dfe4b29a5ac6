import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../../../tests/support/oracles.js'
import { canonicalCard } from './canonical-card.js'
import { CARD_VERSIONS } from './card-description.js'
import { checkFile } from './check-file.js'
import { parseCard } from './parse-card.js'
import { bytesOf } from './testing/card-text.js'

const folder = sharedPath('data/chai-model-cards')
const cards = existsSync(folder)
  ? CARD_VERSIONS.flatMap((version) =>
      readdirSync(`${folder}/v${version}`).map((name) => ({ version, name })),
    )
  : []

describe.skipIf(cards.length === 0)(
  'published cards (needs ../shared/data, and is skipped where it is not there)',
  () => {
    test.each(cards)(
      'v$version $name is valid and comes out as it went in',
      ({ version, name }) => {
        const bytes = readFileSync(`${folder}/v${version}/${name}`)
        expect(checkFile(bytes)).toMatchObject({ format: version })
        const card = parseCard(bytes)
        expect(card.problems).toEqual([])
        expect(card.version).toBe(version)
        if (!card.document) throw new Error('not read')
        const canonical = canonicalCard(card.document)
        const again = parseCard(bytesOf(canonical))
        expect(again.statements).toEqual(card.statements)
        expect(again.document && canonicalCard(again.document)).toBe(canonical)
      },
    )
  },
)
