import type { ReactElement } from 'react'

const LINKS = [
  { href: '/public', words: 'What AI is used here' },
  { href: '/public/raise-a-concern', words: 'Raise a concern' },
  { href: '/about', words: 'About Wardround' },
  { href: '/accessibility', words: 'Accessibility' },
  { href: '/privacy', words: 'Privacy' },
] as const

/** The foot of every page: what Wardround is not, and where the public finds its own pages. */
export const Footer = (): ReactElement => (
  <footer className="wr-footer">
    <div className="wr-width">
      <ul className="wr-footer__links">
        {LINKS.map(({ href, words }) => (
          <li key={href}>
            <a href={href}>{words}</a>
          </li>
        ))}
      </ul>
      <p>
        Not a medical device. Figures are management information, not official statistics. Nothing
        here means that a product is approved or endorsed by the NHS or anyone else.
      </p>
    </div>
  </footer>
)
