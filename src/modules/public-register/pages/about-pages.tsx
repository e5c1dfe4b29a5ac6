import { page, type PageDescription } from '#kernel/declare/page.js'
import { PageHeading } from '#ui/index.js'
import { rowsAreHeld } from '../show-published.js'

/** What Wardround is and is not, how accessible it is, and what it keeps. */
export const aboutPages: readonly PageDescription[] = [
  page({
    path: '/about',
    allow: ['public'],
    get: async () => ({
      title: 'About Wardround',
      body: (
        <div className="wr-readable">
          <PageHeading>About Wardround</PageHeading>
          <p>
            Wardround is a shared register for AI tools in health and care. Organisations use it to
            introduce a tool step by step, to know who answers for it, to watch how well it does,
            and to tell each other quickly when something may be wrong.
          </p>
          <h2>What it is not</h2>
          <ul>
            <li>It is not a medical device, and nothing in it is advice about anybody’s care.</li>
            <li>
              Its figures are management information. They are not official statistics, and they do
              not say that a tool is safe or unsafe.
            </li>
            <li>
              It approves nothing. A tool that stands here, or that has passed a gate, is not
              thereby approved, compliant or endorsed by the NHS or anyone else.
            </li>
            <li>
              It sends no report to a regulator or a national body. People still report incidents,
              device problems and data breaches where the law or the NHS asks them to.
            </li>
            <li>It switches nothing off. A stop called here is carried out by people on site.</li>
            <li>
              The questions at each gate are our own reading of public guidance. They are not the
              words of any framework.
            </li>
          </ul>
          <h2>Before an organisation uses it</h2>
          <p>
            An organisation that runs Wardround screens it for a data protection impact assessment
            of its own, and looks at its clinical safety like at any other system.
          </p>
          <p>Wardround is free software under the Apache License 2.0.</p>
        </div>
      ),
    }),
  }),
  page({
    path: '/accessibility',
    allow: ['public'],
    get: async () => ({
      title: 'Accessibility',
      body: (
        <div className="wr-readable">
          <PageHeading>Accessibility</PageHeading>
          <p>
            Wardround is built to meet the Web Content Accessibility Guidelines 2.2 at level AA. You
            should be able to use every page with a keyboard, with a screen reader, without scripts,
            enlarged to 400%, and on a telephone.
          </p>
          <ul>
            <li>Every chart has a table with the same numbers below it.</li>
            <li>No state is told by colour alone; it is always a word too.</li>
            <li>Nothing moves by itself and nothing runs out while you type.</li>
          </ul>
          <p>
            The pages are tested automatically each time Wardround changes. Automatic tests find
            only part of the faults, and people with disabilities have not yet tested this version.
          </p>
          <h2>If something does not work for you</h2>
          <p>
            Tell the organisation whose pages you are reading; its public page says whom to contact.
            It can also give you the same information in another form. If you are not content with
            the answer, the Equality Advisory and Support Service can help.
          </p>
        </div>
      ),
    }),
  }),
  page({
    path: '/privacy',
    allow: ['public'],
    get: async ({ read }) => {
      const held = await read(rowsAreHeld, {})
      return {
        title: 'Privacy',
        body: (
          <div className="wr-readable">
            <PageHeading>Privacy</PageHeading>
            <h2>About people who sign in</h2>
            <p>
              We keep their name, work e-mail address and roles, what they did and when, because
              records about safety must say who decided what.
            </p>
            <h2>About people who read the public pages</h2>
            <p>
              Nothing but a cookie that keeps forms safe, which says nothing about you. A concern
              that you raise goes to the organisation it is about, and to nobody outside it.
            </p>
            <h2>About patients</h2>
            <p>
              NHS numbers and dates of birth are looked for and refused wherever somebody types
              them. A name cannot be told from other words, so everybody is asked to leave names
              out. How well a tool does is watched with counts and figures; the rows behind them
              normally stay with the organisation that answers for them.
            </p>
            {held ? (
              <p>
                At the moment at least one organisation here has rows about its own patients in
                Wardround, under a pseudonym. They are personal data. That organisation has decided
                so in writing, names the agreement with whoever runs this server on the monitoring
                page of the tool, sees them alone, and they are deleted when their retention ends.
              </p>
            ) : (
              <p>
                An organisation may decide in writing to send rows under a pseudonym for its own
                tools. Such rows are personal data, and this page says when any are held. At the
                moment no organisation here has switched that on.
              </p>
            )}
            <h2>Who answers for it</h2>
            <p>
              Each organisation answers for what it keeps here. Ask it for what it holds about you,
              to correct it, or to object.
            </p>
          </div>
        ),
      }
    },
  }),
]
