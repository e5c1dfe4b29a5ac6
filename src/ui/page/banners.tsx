import type { ReactElement, ReactNode } from 'react'
import { Tag, type Tone } from '../parts/tag.js'

/** Something to be seen on every page about a record until it is over. */
export interface PageBanner {
  /** What it is, in one or two words: "Exception", "Alert", "Stop called". */
  word: string
  tone: Tone
  /** One sentence: who, why, until when. */
  text: ReactNode
  href?: string | undefined
  linkText?: string | undefined
}

/** The banners of a record, most serious first as given. */
export const Banners = ({ banners }: { banners: readonly PageBanner[] }): ReactElement => (
  <section className="wr-banners" aria-label="Important for this record">
    <ul>
      {banners.map((banner, index) => (
        <li key={`${index} ${banner.word}`} className={`wr-banner wr-edge--${banner.tone}`}>
          <Tag tone={banner.tone}>{banner.word}</Tag>
          <span>
            {banner.text}
            {banner.href ? (
              <>
                {' '}
                <a href={banner.href}>{banner.linkText ?? 'See details'}</a>
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  </section>
)
