import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import type { Role } from '#kernel/roles.js'
import { askedId } from '#modules/framework/index.js'
import { ActLink, CountCards, Details, IfMayOpen, Panel } from '#ui/index.js'
import { fileAddress } from '../addresses.js'
import { showEvidence, type RequirementEvidence } from '../show-evidence.js'
import { EvidenceGroup } from './evidence-group.js'
import { shellOf, type FileRoot } from './file-root.js'
import { FileHeading } from './scope-note.js'

/** The evidence of a deployment: what is asked, its state in a word, why, and who answers and signs. */
export const evidenceListPage = (root: FileRoot): PageDescription =>
  page({
    path: root.path,
    allow: ['signed-in'],
    get: async ({ read, params, query, actor }) => {
      const { file, framework, confirmations, items, reliedOnBy } = await read(
        showEvidence,
        root.fileOf(params),
      )
      const here = fileAddress(file.subject)
      const asked = items.filter((item) => item.applies)
      const others = items.filter((item) => !item.applies)
      const show = SHOWN.find(({ id }) => id === query['show'])
      const mine = query['mine'] === 'yes'
      const counted = asked.filter((item) => !mine || isFor(item, actor.roles))
      const shown = counted.filter((item) => !show || show.has(item.word))
      return {
        title: 'Evidence',
        ...shellOf(file),
        body: (
          <>
            <FileHeading file={file} />
            <Panel>{summary(asked)}</Panel>
            <Narrowing asked={counted} here={here} show={show?.id} mine={mine} />
            <p>
              {file.deployment ? (
                <a href={`/register/deployments/${file.deployment.id}/work`}>Work you can use</a>
              ) : (
                <ActLink href={`${here}/who-may-open`}>Who may open this file</ActLink>
              )}
              <IfMayOpen href={`${here}/passport`}>
                {' · '}
                <a href={`${here}/passport`}>Export as a passport</a>
              </IfMayOpen>
            </p>
            {shown.length === 0 ? (
              <p>Nothing here. Show everything that is asked to see the rest.</p>
            ) : null}
            {SHOWN.map((group) => (
              <EvidenceGroup
                key={group.id}
                words={group.words}
                items={shown.filter(({ word }) => group.has(word))}
                isFolded={group.id === 'in-order' && show === undefined}
                {...{ confirmations, reliedOnBy, here }}
              />
            ))}
            {file.deployment ? (
              <Details summary={`${others.length} do not apply, and why`}>
                {others.length === 0 ? (
                  <p>
                    Everything the agreed way asks applies here, or its facts are not answered yet.
                  </p>
                ) : (
                  <ul>
                    {others.map((item) => (
                      <li key={askedId(item)}>
                        {item.requirement.name} ({item.requirement.id}): {item.because.join(' ')}
                      </li>
                    ))}
                  </ul>
                )}
              </Details>
            ) : null}
            <p className="wr-note">
              Agreed way, version {framework.version}. {framework.wordingNote}{' '}
              <a href="/framework">Read the agreed way</a>
            </p>
          </>
        ),
      }
    },
  })

/** What the list can be narrowed to, by the words of their states. */
const SHOWN = [
  {
    id: 'again',
    words: 'to look at again',
    of: ['Under review', 'Expired'],
  },
  {
    id: 'begun',
    words: 'begun, to finish or sign',
    of: ['Started', 'To sign', 'Changed since signed'],
  },
  { id: 'none', words: 'not answered', of: ['Not answered'] },
  {
    id: 'in-order',
    words: 'signed or accepted, in date',
    of: ['Signed', 'Accepted', 'Expires soon', 'Said not to apply'],
  },
].map(({ id, words, of }) => ({ id, words, has: (word: string) => of.includes(word) }))

const isFor = ({ requirement }: RequirementEvidence, roles: readonly Role[]): boolean =>
  [...requirement.answeredBy, ...requirement.signedBy].some((role: Role) => roles.includes(role))

const Narrowing = (props: {
  asked: readonly RequirementEvidence[]
  here: string
  show: string | undefined
  mine: boolean
}): ReactElement => {
  const { asked, here, show, mine } = props
  const cards = SHOWN.map(({ id, words, has }) => ({
    count: asked.filter(({ word }) => has(word)).length,
    words,
    href: withQuery(here, { show: id, ...(mine ? { mine: 'yes' } : {}) }),
  })).filter(({ count }) => count > 0)
  const toggled = { ...(show ? { show } : {}), ...(mine ? {} : { mine: 'yes' }) }
  return (
    <>
      <CountCards cards={cards} />
      <p>
        {mine ? 'Only what you answer or sign is counted and shown here. ' : null}
        <a href={withQuery(here, toggled)}>
          {mine ? 'Show what anybody answers or signs' : 'Show only what I answer or sign'}
        </a>
        {show ? (
          <>
            {' · '}
            <a href={withQuery(here, mine ? { mine: 'yes' } : {})}>Show everything that is asked</a>
          </>
        ) : null}
      </p>
    </>
  )
}

const countIn = (asked: readonly RequirementEvidence[], id: string): number =>
  asked.filter(({ word }) => SHOWN.find((one) => one.id === id)?.has(word)).length

const summary = (asked: readonly RequirementEvidence[]): string => {
  const inOrder = countIn(asked, 'in-order')
  const none = countIn(asked, 'none')
  const review = countIn(asked, 'again')
  const rest = [
    none > 0 ? `${none} not answered` : '',
    review > 0 ? `${review} to look at again` : '',
  ].filter((part) => part !== '')
  return `${inOrder} of ${asked.length} are signed or accepted and in date.${rest.length > 0 ? ` ${rest.join(', ')}.` : ''}`
}
