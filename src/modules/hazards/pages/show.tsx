import type { ReactElement, ReactNode } from 'react'
import { isAllowed, type Actor } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  Card,
  HistoryList,
  Panel,
  SummaryList,
  Table,
  type SummaryRow,
} from '#ui/index.js'
import { kindName } from '../clinical-safety-data.js'
import { CONTROL_NAMES, ENTRY_NAMES, scoreWords, STATE_NAMES, WORD_NAMES } from '../field-words.js'
import { MAY_ACCEPT, MAY_READ, MAY_SCORE, MAY_WRITE, WORD_FIELDS, type Hazard } from '../model.js'
import { showHazard } from '../show-hazard.js'
import { addressOfLog, subjectOfLog } from './places.js'
import { Acceptances, historyOf, Source } from './show-history.js'
import { RiskTag, riskMeaning, StandingTag } from './tags.js'

type Shown = Awaited<ReturnType<typeof showHazard.run>>

/** A hazard: where it stands and what is next first, then what it says, then its history. */
export const showPage = page({
  path: '/hazards/:hazard',
  allow: MAY_READ,
  get: async ({ read, params, actor }) => {
    const shown = await read(showHazard, { id: params['hazard'] })
    const { hazard, log, subject } = shown
    return {
      title: `${hazard.reference}: ${hazard.name}`,
      nav: '/register',
      subject: subjectOfLog(log, subject.product.id),
      tab: 'Hazards',
      body: (
        <>
          <p className="wr-screen-only">
            <a href={addressOfLog(log, subject.product.id)}>All hazards</a>
          </p>
          <h2>
            {hazard.reference}: {hazard.name}
          </h2>
          <Panel tone={shown.standing.missing === null ? 'green' : 'yellow'}>
            <StandingTag standing={shown.standing} /> {standingSentence(shown)}
          </Panel>
          <NextAct shown={shown} actor={actor} />
          <Scores shown={shown} actor={actor} />
          <Words hazard={hazard} mayWrite={isAllowed(actor, MAY_WRITE)} />
          <Controls hazard={hazard} mayWrite={isAllowed(actor, MAY_WRITE)} />
          <Source shown={shown} />
          <Acceptances shown={shown} />
          <Card heading="History">
            <HistoryList entries={historyOf(shown.revisions)} />
          </Card>
        </>
      ),
    }
  },
})

const standingSentence = ({ standing, hazard, criteria, need }: Shown): string => {
  if (hazard.state === 'closed') return `Closed: ${hazard.stateReason}`
  if (hazard.entry === 'deprecated') return `Withdrawn from the log: ${hazard.stateReason}`
  if (standing.missing !== null) return standing.missing
  const by = criteria.id === null ? 'the published criteria' : 'your organisation’s criteria'
  return need === 'record'
    ? `By ${by} this risk is recorded only.`
    : `By ${by} its risk is accepted as it stands.`
}

const NextAct = ({ shown, actor }: { shown: Shown; actor: Actor }): ReactElement | null => {
  const { hazard, acceptedNextBy } = shown
  const at = `/hazards/${hazard.id}`
  if (acceptedNextBy.some((role) => isAllowed(actor, [role])) && isAllowed(actor, MAY_ACCEPT))
    return <Button href={`${at}/accept`}>Accept this risk</Button>
  if (isAllowed(actor, MAY_SCORE) && (hazard.residualRisk === null || hazard.reviewSince !== null))
    return (
      <Button href={`${at}/score`}>
        {hazard.residualRisk === null ? 'Score it' : 'Look at the score again'}
      </Button>
    )
  return null
}

const Scores = ({
  shown: { hazard, criteria },
  actor,
}: {
  shown: Shown
  actor: Actor
}): ReactElement => (
  <Card heading="Risk">
    <SummaryList
      rows={[
        {
          key: 'Before controls',
          value: <Scored risk={hazard.initialRisk} words={scoreWords(hazard.initial)} />,
        },
        {
          key: 'After controls',
          value: <Scored risk={hazard.residualRisk} words={scoreWords(hazard.residual)} />,
        },
        ...(hazard.toleratedBecause
          ? [{ key: 'Tolerated because', value: hazard.toleratedBecause }]
          : []),
        {
          key: 'Corporate score',
          value:
            hazard.corporateScore === null
              ? 'none noted'
              : `${hazard.corporateScore} of 25, noted beside; it is not converted`,
        },
      ]}
    />
    {hazard.residualRisk === null ? null : (
      <p className="wr-note">
        Risk {hazard.residualRisk}: {riskMeaning(hazard.residualRisk)}. Looked up in{' '}
        {criteria.id === null ? 'the published matrix' : 'your organisation’s matrix'}.
      </p>
    )}
    {isAllowed(actor, MAY_SCORE) ? (
      <p className="wr-screen-only">
        <a href={`/hazards/${hazard.id}/score`}>Change the score</a>
      </p>
    ) : null}
  </Card>
)

const Scored = ({ risk, words }: { risk: number | null; words: string }): ReactElement => (
  <>
    <RiskTag risk={risk} /> {risk === null ? '' : words}
  </>
)

const lines = (text: string): ReactNode =>
  text === '' ? null : text.split('\n').map((line, index) => <p key={index}>{line}</p>)

const Words = ({ hazard, mayWrite }: { hazard: Hazard; mayWrite: boolean }): ReactElement => {
  const rows: SummaryRow[] = [
    { key: 'Kind', value: kindName(hazard.kind) },
    ...WORD_FIELDS.map((name) => ({ key: WORD_NAMES[name], value: lines(hazard[name]) })),
    { key: 'Owner', value: hazard.ownerName },
    { key: 'Entry', value: ENTRY_NAMES[hazard.entry] },
    {
      key: 'State',
      value: `${STATE_NAMES[hazard.state]}${hazard.transferredTo ? ` to ${hazard.transferredTo}` : ''}`,
    },
    {
      key: 'Concerns',
      value:
        hazard.concerns.length === 0
          ? 'none linked'
          : hazard.concerns.map(({ id, reference }) => (
              <span key={id}>
                <a href={`/concerns/${id}`}>{reference}</a>{' '}
              </span>
            )),
    },
  ]
  return (
    <Card heading="What it says">
      <SummaryList rows={rows} />
      {mayWrite ? (
        <p className="wr-screen-only">
          <a href={`/hazards/${hazard.id}/edit`}>Change what it says</a>
        </p>
      ) : null}
      {mayWrite ? (
        <p className="wr-screen-only">
          <a href={`/hazards/${hazard.id}/state`}>Close, transfer or withdraw</a>
        </p>
      ) : null}
    </Card>
  )
}

const Controls = ({ hazard, mayWrite }: { hazard: Hazard; mayWrite: boolean }): ReactElement => (
  <Card heading="New controls">
    <Table
      caption="New controls"
      quietCaption
      rows={hazard.controls}
      empty={<p>No new control is written down.</p>}
      columns={[
        { heading: 'Control', cell: (one) => one.words },
        { heading: 'By', cell: (one) => CONTROL_NAMES[one.kind] },
        { heading: 'Evidence', cell: (one) => one.evidence || 'not answered' },
        { heading: 'Who', cell: (one) => one.who || 'not answered' },
        {
          heading: 'When',
          cell: (one) => {
            if (one.done) return `done ${asDate(one.done)}`
            return one.due ? `due ${asDate(one.due)}` : 'not answered'
          },
        },
      ]}
    />
    {mayWrite ? (
      <p className="wr-screen-only">
        <a href={`/hazards/${hazard.id}/controls`}>Change the controls</a>
      </p>
    ) : null}
  </Card>
)
