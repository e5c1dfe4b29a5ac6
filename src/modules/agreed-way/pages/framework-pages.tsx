import type { ReactElement } from 'react'
import { page, type PageDescription } from '#kernel/declare/page.js'
import {
  asCountOf,
  asDate,
  Card,
  InsetText,
  OnThisPage,
  PageHeading,
  SummaryList,
  Table,
  WarningCallout,
} from '#ui/index.js'
import {
  appliesInWords,
  effectInWords,
  exceptionInWords,
  renewalInWords,
  requireRequirement,
  rolesInWords,
  sourceDate,
  type Framework,
  type Requirement,
} from '#modules/framework/index.js'
import { AREAS_KEY, keyOfSource } from '../confirmable-items.js'
import type { Confirmations } from '../confirmations.js'
import { showAgreedWay } from '../show-agreed-way.js'
import { GateWords } from './gate-words.js'
import { LocalWords } from './local-words.js'
import { GateMark, Mark } from './mark.js'
import { Sources } from './sources.js'

/** The agreed way, for anyone to read: stages, gates, and each requirement with its sources. */
export const frameworkPages: readonly PageDescription[] = [
  page({
    path: '/framework',
    allow: ['public'],
    get: async ({ read, actor }) => {
      const { framework, confirmations, since, lost } = await read(showAgreedWay, {})
      return {
        title: 'The agreed way',
        body: (
          <>
            <PageHeading caption={`Version ${framework.version}`}>The agreed way</PageHeading>
            <InsetText>{framework.wordingNote}</InsetText>
            <p>
              How AI products are introduced, used and monitored here, step by step. In force since{' '}
              {asDate(since)}. Only what applies to a deployment is asked, once.
            </p>
            {lost.length === 0 ? null : (
              <WarningCallout heading="This version asks less than it must" headingLevel="h2">
                <p>
                  {asCountOf(lost.length, 'thing')} that nobody may except{' '}
                  {lost.length === 1 ? 'is' : 'are'} asked less of here.{' '}
                  <a href="/framework/versions">See what, and what to do</a>.
                </p>
              </WarningCallout>
            )}
            {actor.organisationId === null ? null : (
              <p>
                <a href="/framework/versions">Versions, changes and what is local</a>.{' '}
                <a href="/framework/to-confirm">What is to be confirmed, and who confirmed what</a>.
              </p>
            )}
            <OnThisPage
              parts={[
                { id: 'stages', words: 'Stages' },
                { id: 'gates', words: 'Gates' },
                { id: 'requirements', words: 'Requirements' },
                { id: 'areas', words: 'The five areas' },
              ]}
            />
            <Stages framework={framework} />
            <Gates framework={framework} confirmations={confirmations} />
            <Requirements framework={framework} confirmations={confirmations} />
            <Card heading="The five areas" id="areas">
              <ul>
                {framework.areas.map((area) => (
                  <li key={area.id}>{area.name}</li>
                ))}
              </ul>
              <p className="wr-note">
                <a href={framework.areasSource.address ?? '#'}>{framework.areasSource.name}</a>,{' '}
                {sourceDate(framework.areasSource)}{' '}
                <Mark
                  mark={framework.areasSource.mark}
                  confirmation={confirmations.get(AREAS_KEY)}
                />
              </p>
            </Card>
          </>
        ),
      }
    },
  }),
  page({
    path: '/framework/:requirement',
    allow: ['public'],
    get: async ({ params, read }) => {
      const { framework, confirmations } = await read(showAgreedWay, {})
      const requirement = requireRequirement(framework, params['requirement'] ?? '')
      return {
        title: requirement.name,
        breadcrumbs: [{ text: 'The agreed way', href: '/framework' }],
        body: (
          <>
            <PageHeading caption={`${requirement.id}, version ${framework.version}`}>
              {requirement.name}
            </PageHeading>
            <p className="nhsuk-lede-text">{requirement.question}</p>
            <LocalWords requirement={requirement} />
            <RequirementFacts framework={framework} requirement={requirement} />
            <Card heading="What the form asks">
              <ul>
                {requirement.fields.map((one) => (
                  <li key={one.id}>
                    {one.label}
                    {one.required ? '' : ' (optional)'}
                    <span className="wr-note">{one.help}</span>
                  </li>
                ))}
              </ul>
            </Card>
            <Card heading="Sources" id="sources">
              <Sources requirement={requirement} confirmations={confirmations} />
              <p className="wr-note">{framework.wordingNote}</p>
            </Card>
          </>
        ),
      }
    },
  }),
]

const Stages = ({ framework }: { framework: Framework }): ReactElement => (
  <Card id="stages">
    <Table
      caption="Stages"
      rows={framework.stages}
      rowKey={(stage) => stage.id}
      columns={[
        { heading: 'Stage', cell: (stage) => stage.name },
        { heading: 'In one line', cell: (stage) => stage.line },
      ]}
    />
  </Card>
)

interface Shown {
  framework: Framework
  confirmations: Confirmations
}

const Gates = ({ framework, confirmations }: Shown): ReactElement => (
  <Card id="gates">
    <Table
      caption="Gates"
      rows={framework.gates}
      rowKey={(gate) => gate.id}
      columns={[
        { heading: 'Gate', cell: (gate) => <GateWords gate={gate} framework={framework} /> },
        {
          heading: 'Signed before by',
          cell: (gate) => gate.signOff.map((one) => one.name).join('; ') || 'Nobody',
        },
        { heading: 'Decided by', cell: (gate) => rolesInWords(gate.decidedBy) },
        {
          heading: 'Decisions',
          cell: (gate) => gate.decisions.map((one) => one.label).join('; '),
        },
        {
          heading: 'How sure',
          cell: (gate) => <GateMark gate={gate} confirmations={confirmations} />,
        },
      ]}
    />
  </Card>
)

const Requirements = ({ framework, confirmations }: Shown): ReactElement => (
  <Card id="requirements">
    <Table
      caption="Requirements"
      rows={framework.requirements}
      rowKey={(one) => one.id}
      columns={[
        {
          heading: 'Requirement',
          cell: (one) => (
            <>
              <a href={`/framework/${one.id}`}>{one.name}</a> <LocalWords requirement={one} />
              <span className="wr-note">
                {one.id}. {one.question}
              </span>
            </>
          ),
        },
        {
          heading: 'Asked at',
          cell: (one) =>
            [...new Set(one.gates.map((effect) => gateName(framework, effect.gate)))].join(', ') ||
            'advisory',
        },
        {
          heading: 'Main source',
          cell: (one) => {
            const [source] = one.sources
            return source ? (
              <>
                {source.name}, {sourceDate(source)}{' '}
                <Mark
                  mark={source.mark}
                  confirmation={confirmations.get(keyOfSource(one, source))}
                />
              </>
            ) : null
          },
        },
      ]}
    />
  </Card>
)

const gateName = (framework: Framework, id: string): string =>
  framework.gates.find((gate) => gate.id === id)?.name ?? id

const RequirementFacts = (props: {
  framework: Framework
  requirement: Requirement
}): ReactElement => {
  const { framework, requirement } = props
  return (
    <SummaryList
      rows={[
        { key: 'Why we ask', value: requirement.why },
        { key: 'Good evidence', value: requirement.goodEvidence },
        {
          key: 'Areas',
          value: framework.areas
            .filter((area) => requirement.areas.includes(area.id))
            .map((area) => area.name)
            .join('; '),
        },
        { key: 'Applies', value: appliesInWords(requirement.applies, framework) },
        { key: 'Answered by', value: rolesInWords(requirement.answeredBy) },
        { key: 'Signed by', value: rolesInWords(requirement.signedBy) },
        { key: 'Exception by', value: exceptionInWords(framework, requirement) },
        {
          key: 'At the gates',
          value: requirement.gates.map((effect) => effectInWords(framework, effect)).join('. '),
        },
        { key: 'Looked at again', value: renewalInWords(requirement) },
      ]}
    />
  )
}
