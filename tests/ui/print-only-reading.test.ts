import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// What is only an action on the screen has no place on paper: a paragraph that holds nothing but a link is
// left out in print, and so are buttons and what stands beside them.

const SRC = new URL('../../src', import.meta.url).pathname
const ONLY_A_LINK = /<p(?<given>[^>]*)>\s*(?:<a\b[^>]*>(?:(?!<\/a>)[\s\S])*<\/a>\s*)+<\/p>/g

/** Read on paper too: where a wording comes from, and how much does not apply. */
const READ_ON_PAPER = [/question-help\.tsx$/, /forms\/pages\/overview\.tsx$/, /gate-cards\.tsx$/]

test('a link that stands alone is for the screen', () => {
  const printed = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !READ_ON_PAPER.some((one) => one.test(file)))
    .flatMap((file) =>
      [...readFileSync(join(SRC, file), 'utf8').matchAll(ONLY_A_LINK)]
        .filter(({ groups }) => !groups?.['given']?.includes('wr-screen-only'))
        .map(([text]) => `src/${file}: ${text}`),
    )
  expect(printed).toEqual([])
})

test('buttons, and Cancel beside them, are left out in print', () => {
  const css = readFileSync(join(SRC, 'ui/assets/wardround.css'), 'utf8')
  const hidden = /@media print \{[\s\S]*?display: none;/.exec(css)?.[0] ?? ''
  for (const part of ['.nhsuk-button', '.nhsuk-button-group', '.wr-screen-only'])
    expect(hidden).toContain(`  ${part},\n`)
})

test('an address that is the words of its link is printed once', () => {
  const css = readFileSync(join(SRC, 'ui/assets/wardround.css'), 'utf8')
  expect(css).toContain(".wr-main a[href^='http']:not(.wr-urgent a)::after")
  const ui = readFileSync(join(SRC, 'ui/page.tsx'), 'utf8')
  expect(/className="wr-urgent"[\s\S]*?111\.nhs\.uk<\/a>/.test(ui)).toBe(true)
})
