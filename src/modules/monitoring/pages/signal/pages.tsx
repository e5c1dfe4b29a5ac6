import { streamCsv } from '#kernel/csv.js'
import { page, type FormState, type PageContext } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
import {
  acknowledgeSignal,
  actOnSignal,
  closeSignal,
  explainSignal,
} from '../../signals/answer-signal.js'
import { listSignals } from '../../signals/list-signals.js'
import { countSeries, showSignal } from '../../show-data.js'
import { BASE, idOf, inTab, monitoringHref, textOf } from '../addresses.js'
import { handOverSignal } from '../../signals/hand-over-signal.js'
import { showOwnedSignals } from '../../signals/show-owned-signals.js'
import { showSignalChart } from '../../signals/show-signal-chart.js'
import { Evidence } from './evidence.js'
import { SignalsBody } from './list.js'
import { OwnedSignalsBody } from './owned.js'
import { SignalBody } from './page.js'

/** Every signal of a deployment. */
export const signalsPage = page({
  path: `${BASE}/signals`,
  allow: ['signed-in'],
  get: async (context) => {
    const deploymentId = idOf(context)
    const { state, cursor } = context.query
    return {
      ...inTab(context, 'Signals'),
      body: (
        <SignalsBody
          list={await context.read(listSignals, { deploymentId, state, cursor })}
          state={state ?? ''}
          series={await context.read(countSeries, { deploymentId })}
          deploymentId={deploymentId}
        />
      ),
    }
  },
})

/** The same list as a file. */
export const signalsCsv = page({
  path: `${BASE}/signals.csv`,
  allow: ['signed-in'],
  get: async (context) => ({
    download: streamCsv(
      ['raised', 'what', 'owner', 'due', 'way', 'state', 'became a concern', 'answer'],
      (cursor) =>
        context.read(listSignals, {
          deploymentId: idOf(context),
          state: context.query['state'],
          cursor,
          limit: LARGEST_PAGE,
        }),
      (one) => [
        londonDate(one.raisedAt),
        one.sentence,
        one.ownerName,
        one.due,
        one.way,
        one.state,
        one.becameConcernAt && londonDate(one.becameConcernAt),
        one.answer,
      ],
    ),
    type: 'text/csv; charset=utf-8',
    fileName: 'signals.csv',
  }),
})

const ANSWERS = {
  acknowledge: acknowledgeSignal,
  explain: explainSignal,
  act: actOnSignal,
  close: closeSignal,
} as const

const whichOf = (context: PageContext) => ({
  deploymentId: idOf(context),
  signalId: context.params['signal'],
})

const signalContent = async (context: PageContext, form: FormState) => {
  const which = whichOf(context)
  const shown = await context.read(showSignal, which)
  const chart = await context.read(showSignalChart, which)
  const evidence = <Evidence shown={chart} today={londonDate(context.now)} />
  return {
    ...inTab(context, 'Signal'),
    body: <SignalBody {...{ shown, evidence, context, form }} />,
  }
}

/** One signal, and the form that answers it. */
export const signalPage = page({
  path: `${BASE}/signals/:signal`,
  allow: ['signed-in'],
  get: signalContent,
  post: async (context, { values }) => {
    const answer = textOf(values, 'answer')
    if (answer !== 'acknowledge' && answer !== 'explain' && answer !== 'act' && answer !== 'close')
      throw new Invalid('Choose what to do with this signal.')
    await context.run(ANSWERS[answer], {
      ...whichOf(context),
      revision: textOf(values, 'revision'),
      words: textOf(values, 'words'),
    })
    return {
      redirect: monitoringHref(idOf(context), `/signals/${context.params['signal']}`),
      flash: 'Your answer is kept.',
    }
  },
})

/** Gives a signal to somebody else; the form stands on the page of the signal. */
export const handOverPage = page({
  path: `${BASE}/signals/:signal/owner`,
  allow: ['signed-in'],
  get: signalContent,
  post: async (context, { values }) => {
    await context.run(handOverSignal, {
      ...whichOf(context),
      revision: textOf(values, 'revision'),
      ownerId: textOf(values, 'ownerId') || undefined,
    })
    return {
      redirect: monitoringHref(idOf(context), `/signals/${context.params['signal']}`),
      flash: 'It is theirs now, and stands on their Home.',
    }
  },
})

/** The open signals of the organisation, by owner. */
export const ownedSignalsPage = page({
  path: '/overviews/signals',
  allow: ['signed-in'],
  get: async ({ read, query }) => ({
    title: 'Open signals by owner',
    nav: '/overviews',
    body: <OwnedSignalsBody shown={await read(showOwnedSignals, query)} />,
  }),
})
