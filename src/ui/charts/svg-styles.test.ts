import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SVG_STYLES } from './svg-styles.js'

const css = readFileSync(new URL('../assets/wardround.css', import.meta.url), 'utf8')
const variables = new Map(
  [...css.matchAll(/(--wr-[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
)

/** Rules of charts by class, with variables filled in and white space made even. */
const rulesOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/\.(wr-svg-[\w-]+) \{([^}]*)\}/g)].map(([, name = '', body = '']) => [
      name,
      body
        .replaceAll(/var\((--wr-[\w-]+)\)/g, (_, variable: string) => variables.get(variable) ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ]),
  )

test('a chart in a file looks as on the page: every rule of the file is that of the style sheet', () => {
  const page = rulesOf(css)
  const file = rulesOf(SVG_STYLES)
  expect(file.size).toBeGreaterThan(15)
  for (const [name, body] of file) expect(page.get(name), name).toBe(body)
})
