import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ActLink, IfMayOpen, MayOpenWithin } from './act-link.js'
import { EmptyState } from './messages.js'

test('a link to an act stands only where it leads somebody in', () => {
  const drawn = (may: boolean) =>
    renderToStaticMarkup(
      <MayOpenWithin mayOpen={() => may}>
        <ActLink href="/things/end">End it</ActLink>
        <EmptyState heading="None yet" action={{ href: '/things/new', words: 'Add one' }} />
        <IfMayOpen href="/things/end" otherwise="Ask an administrator">
          <p>Yours to do</p>
        </IfMayOpen>
      </MayOpenWithin>,
    )
  expect(drawn(true)).toContain('href="/things/end"')
  expect(drawn(true)).toContain('href="/things/new"')
  expect(drawn(false)).not.toContain('href')
  expect(drawn(false)).toContain('Ask an administrator')
})
