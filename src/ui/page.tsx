import type { ReactElement, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { AssetPaths } from './assets.js'
import { Banners, type PageBanner } from './page/banners.js'
import { Breadcrumbs, type Crumb } from './page/breadcrumbs.js'
import { Footer } from './page/footer.js'
import { Header, type NavItem, type SignedInPerson } from './page/header.js'

/** What a page needs around its content. */
export interface PageProps {
  /** What the page is; the browser's title and its history use it. */
  title: string
  lang?: string | undefined
  /** Who is signed in, as which role where; left out when nobody is. */
  user?: SignedInPerson | undefined
  /** Where to sign in; shown on pages that are open to everyone. */
  signInHref?: string | undefined
  /** Only the parts that exist and that this person may open. */
  nav?: readonly NavItem[] | undefined
  /** The `href` of the part this page is in. */
  active?: string | undefined
  /** What must be seen on every page about the record: exceptions, alerts, stops. */
  banners?: readonly PageBanner[] | undefined
  breadcrumbs?: readonly Crumb[] | undefined
  /** What has just been done, in one sentence. */
  notice?: ReactNode | undefined
  /** The words of the worked example; `true` for the standard sentence. */
  exampleBanner?: boolean | string | undefined
  /** Whether the page shows a form with errors: the title then says so first. */
  hasErrors?: boolean | undefined
  /** Shows "Not for urgent help" first, on pages the public writes from. */
  notForUrgentHelp?: boolean | undefined
  children: ReactNode
  nonce?: string | undefined
  csrf?: string | undefined
  assets: AssetPaths
}

const EXAMPLE = 'Worked example. These organisations do not exist and the figures are simulated.'

/** The shell of every page: header, banners, one main part, footer. Works without script. */
export const Page = (props: PageProps): ReactElement => {
  const { title, user, nav = [], exampleBanner, assets } = props
  return (
    <html lang={props.lang ?? 'en-GB'}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${props.hasErrors ? 'Error: ' : ''}${title} – Wardround`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#003087" />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css} />
        <script src={assets.js} defer nonce={props.nonce} />
      </head>
      <body>
        <a className="nhsuk-skip-link" href="#main">
          Skip to main content
        </a>
        <Header
          user={user}
          nav={nav}
          active={props.active}
          csrf={props.csrf}
          signInHref={props.signInHref}
        />
        {exampleBanner ? (
          <aside className="wr-example" aria-label="Worked example">
            {exampleBanner === true ? EXAMPLE : exampleBanner}
          </aside>
        ) : null}
        <div className="wr-width">
          {props.breadcrumbs?.length ? <Breadcrumbs crumbs={props.breadcrumbs} /> : null}
          <main className="wr-main" id="main" tabIndex={-1}>
            {props.notForUrgentHelp ? <NotForUrgentHelp /> : null}
            {props.notice ? (
              <div className="wr-notice" role="status">
                {props.notice}
              </div>
            ) : null}
            {props.banners?.length ? <Banners banners={props.banners} /> : null}
            {props.children}
          </main>
        </div>
        <Footer />
      </body>
    </html>
  )
}

/** The text of a page, with its doctype, ready to send. */
export const renderPage = (page: ReactElement): string =>
  `<!DOCTYPE html>\n${renderToStaticMarkup(page)}`

const NotForUrgentHelp = (): ReactElement => (
  <div className="wr-urgent">
    <strong>Not for urgent help.</strong> Nobody watches this page day and night. In an emergency
    call <a href="tel:999">999</a>. For urgent medical help use{' '}
    <a href="https://111.nhs.uk">111.nhs.uk</a> or call <a href="tel:111">111</a>.
  </div>
)
