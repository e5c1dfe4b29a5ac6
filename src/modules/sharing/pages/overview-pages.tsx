import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page, type PageContext, type PageDescription } from '#kernel/declare/page.js'
import { registersUses } from '#modules/deployments/index.js'
import type { Framework } from '#modules/framework/index.js'
import {
  asCount,
  asDate,
  Card,
  CountCards,
  PageHeading,
  Pagination,
  Tabs,
  TaskList,
  TwoColumns,
} from '#ui/index.js'
import { ATTENTION_WORDS } from '../attention-words.js'
import { countKinds } from '../attention.js'
import { ATTENTION_KINDS, type AttentionLine, type Overview } from '../model.js'
import { MAY_SEE_OVERVIEWS, systemsHere } from '../show-overview.js'
import { overviewFiles, OWN, readAt, SYSTEM } from './overview-files.js'
import { FactsCard, MethodCard, WhereEverythingIs } from './overview-parts.js'

const SHOWN = 50

/** The overviews of the organisation and of its systems, as pages and as files. */
export const overviewPages = (framework: Framework): readonly PageDescription[] => [
  page({
    path: '/overviews',
    allow: MAY_SEE_OVERVIEWS,
    get: async ({ read, actor }) => {
      const isLead = actor.roles.includes('system-ai-lead')
      const systems = isLead ? await read(systemsHere, {}) : []
      return { redirect: systems.length > 0 ? SYSTEM : OWN }
    },
  }),
  page({
    path: OWN,
    allow: MAY_SEE_OVERVIEWS,
    get: async (context) => overviewPage(framework, context, await readAt(OWN, context)),
  }),
  page({
    path: SYSTEM,
    allow: MAY_SEE_OVERVIEWS,
    get: async (context) => overviewPage(framework, context, await readAt(SYSTEM, context)),
  }),
  ...overviewFiles(framework),
]

const overviewPage = async (framework: Framework, context: PageContext, overview: Overview) => {
  const systems = await context.read(systemsHere, {})
  const here = overview.systemId ? SYSTEM : OWN
  const keep = { system: overview.systemId ?? undefined, only: context.query['only'] }
  return {
    title: `Overview of ${overview.name}`,
    nav: '/overviews',
    body: (
      <>
        <PageHeading>{overview.name}: every AI tool, and what needs attention</PageHeading>
        <Tabs
          label="Overviews"
          tabs={[
            { label: 'Our organisation', href: OWN },
            ...systems.map((one) => ({
              label: one.name,
              href: withQuery(SYSTEM, { system: one.id }),
            })),
          ]}
          active={overview.systemId ? withQuery(SYSTEM, { system: overview.systemId }) : OWN}
        />
        <Counts overview={overview} here={here} />
        <TwoColumns
          main={
            <>
              <WhereEverythingIs
                framework={framework}
                overview={overview}
                registersUses={await context.read(registersUses, {})}
                page={pageNumber(context.query['rows'])}
                to={(rows) => withQuery(here, { ...keep, rows })}
              />
              <Attention context={context} overview={overview} here={here} keep={keep} />
            </>
          }
          side={
            <>
              <FactsCard framework={framework} overview={overview} />
              <MethodCard overview={overview} now={context.now} />
              <div className="wr-screen-only">
                <Card heading="How long it takes">
                  <p className="wr-screen-only">
                    <a href={withQuery('/overviews/times', { system: keep.system })}>
                      Time in each stage, time to go live, and what waits on whom
                    </a>
                  </p>
                </Card>
                <Card heading="Take it with you">
                  <ul>
                    <li>
                      <a href={withQuery(`${here}.csv`, { system: keep.system })}>
                        Where everything is (CSV)
                      </a>
                    </li>
                    <li>
                      <a href={withQuery(`${here}-attention.csv`, { system: keep.system })}>
                        What needs attention (CSV)
                      </a>
                    </li>
                  </ul>
                  <p className="wr-quiet">This page also prints.</p>
                </Card>
              </div>
            </>
          }
        />
      </>
    ),
  }
}

const pageNumber = (text: string | undefined): number => Math.max(1, Math.trunc(Number(text)) || 1)

const Counts = ({ overview, here }: { overview: Overview; here: string }): ReactElement | null => {
  const counts = countKinds(overview.lines).filter((one) => one.count > 0)
  return counts.length === 0 ? null : (
    <CountCards
      cards={counts.map(({ kind, count: lines }) => {
        const count = kind === 'before' ? overview.inUseBeforeAssessment : lines
        return {
          count,
          words: ATTENTION_WORDS[kind].counted[count === 1 ? 0 : 1],
          href: withQuery(here, { system: overview.systemId ?? undefined, only: kind }),
        }
      })}
    />
  )
}

const Attention = (props: {
  context: PageContext
  overview: Overview
  here: string
  keep: { system: string | undefined; only: string | undefined }
}): ReactElement => {
  const { context, overview, here, keep } = props
  const only = ATTENTION_KINDS.find((kind) => kind === keep.only)
  const chosen = overview.lines.filter((line) => !only || line.kind === only)
  const at = pageNumber(context.query['lines'])
  const isLead = context.actor.roles.includes('system-ai-lead')
  const to = (lines: number) => withQuery(here, { ...keep, lines: String(lines) })
  return (
    <Card
      heading={
        only ? `Only: ${ATTENTION_WORDS[only].counted[1]}` : 'Overdue, needs attention, duplicated'
      }
    >
      <TaskList
        tasks={chosen.slice((at - 1) * SHOWN, at * SHOWN).map((line) => asTask(line, isLead))}
        empty={<p>Nothing needs attention on {asDate(context.now)}.</p>}
      />
      <Pagination
        previous={at > 1 ? to(at - 1) : undefined}
        next={chosen.length > at * SHOWN ? to(at + 1) : undefined}
        words={chosen.length > SHOWN ? `${asCount(chosen.length)} in all` : undefined}
      />
      {overview.isCut ? (
        <p>More need attention than can be listed; the oldest records are shown first.</p>
      ) : null}
      {only ? (
        <p className="wr-screen-only">
          <a href={withQuery(here, { system: keep.system })}>
            Show everything that needs attention
          </a>
        </p>
      ) : null}
    </Card>
  )
}

const asTask = (line: AttentionLine, isLead: boolean) => {
  const words = ATTENTION_WORDS[line.kind]
  const first = line.deploymentIds[0]
  const action =
    line.kind === 'duplicated' && !isLead && first
      ? { href: `/register/deployments/${first}`, words: 'See one of them' }
      : { href: line.href, words: line.action }
  return { word: words.tag, tone: words.tone, text: line.text, note: line.note, action }
}
