import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { TwoColumns } from './card.js'

test('the one thing to do comes before the main part, and the side after it', () => {
  const html = renderToStaticMarkup(<TwoColumns lead="Decide" main="List" side="Why" />)
  expect(
    html
      .replaceAll(/<[^>]*>/g, ' ')
      .trim()
      .split(/\s+/),
  ).toEqual(['Decide', 'List', 'Why'])
  expect(renderToStaticMarkup(<TwoColumns main="List" side="Why" />)).not.toContain('lead')
})
