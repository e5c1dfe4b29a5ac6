import { page, type FormState, type PageContext, type PageDescription } from '#kernel/describe.js'
import { Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import {
  Button,
  Card,
  ConfirmPage,
  DateField,
  dateOfParts,
  ErrorSummary,
  field,
  fieldDate,
  Form,
  Select,
  TextArea,
  TextField,
} from '#ui/index.js'
import { acknowledgeSignal, actOnSignal, closeSignal, explainSignal } from '../answer-signal.js'
import { enterFigure } from '../enter-figure.js'
import { fixPlan } from '../fix-plan.js'
import { packageVersion } from '../package-version.js'
import { MOST_BYTES } from '../read-batch.js'
import { showData, showPlan, showSignal, showSignals } from '../show-data.js'
import { showMonitoring } from '../show-monitoring.js'
import { switchOffIntake, switchOnIntake } from '../switch-intake.js'
import { SENDERS, takeSummary } from '../take-summary.js'
import { parseSummary } from '../summary/summary-schema.js'
import { DataBody } from './data/page.js'
import { planInput } from './plan/form-values.js'
import { PlanBody } from './plan/page.js'
import { SendBody } from './send/page.js'
import { MonitoringBody, monitoringHref, PartnerBody } from './show/page.js'
import { pointsCsv } from './show/points-csv.js'
import { SignalBody, SignalsBody } from './signal/page.js'

const BASE = '/register/deployments/:id/monitoring'

const idOf = ({ params }: PageContext): string => params['id'] ?? ''

const inTab = (context: PageContext, title: string) => ({
  title,
  nav: '/register',
  tab: 'Monitoring',
  subject: { kind: 'deployment' as const, id: idOf(context) },
})

const textOf = (values: FormState['values'], name: string): string => {
  const value = values[name] ?? ''
  return typeof value === 'string' ? value : (value[0] ?? '')
}

const showPage = page({
  path: BASE,
  allow: ['signed-in'],
  get: async (context) => {
    const { measure, threshold, site } = context.query
    const shown = await context.read(showMonitoring, {
      deploymentId: idOf(context),
      ...(measure === undefined ? {} : { measure }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(site === undefined ? {} : { site }),
    })
    const body = shown.own ? (
      <MonitoringBody shown={shown} context={context} />
    ) : (
      <PartnerBody shown={shown} />
    )
    return { ...inTab(context, 'Monitoring'), body }
  },
})

const csvPage = page({
  path: `${BASE}/points.csv`,
  allow: ['signed-in'],
  get: async (context) => {
    const { measure, threshold } = context.query
    const shown = await context.read(showMonitoring, {
      deploymentId: idOf(context),
      everySite: true,
    })
    if (!shown.own) throw new Invalid('Figures of others are not given as a file.')
    const points = shown.points.filter(
      (point) =>
        (measure === undefined || point.measure === measure) &&
        (threshold === undefined || point.threshold === threshold),
    )
    return {
      download: pointsCsv(points, londonDate(context.now)),
      type: 'text/csv; charset=utf-8',
      fileName: `monitoring-${idOf(context)}.csv`,
    }
  },
})

const summaryIn = (text: string): unknown => {
  if (text === '') {
    throw new Invalid(
      'No summary was sent. The file is counted in your browser, which needs script. Without it, use the command line beside this form.',
    )
  }
  try {
    const parsed = parseSummary(JSON.parse(text))
    if ('summary' in parsed) return parsed.summary
    throw new Invalid(parsed.problems.map((message) => ({ message })))
  } catch (thrown) {
    if (thrown instanceof Invalid) throw thrown
    throw new Invalid('The summary could not be read. Load the page again and count the file anew.')
  }
}

const sendPage = page({
  path: `${BASE}/send`,
  allow: SENDERS,
  largestBody: MOST_BYTES,
  get: async (context, form) => {
    const { plan } = await context.read(showData, { deploymentId: idOf(context) })
    const version = await packageVersion()
    return {
      ...inTab(context, 'Send figures'),
      body: (
        <SendBody
          context={context}
          form={form}
          deploymentId={idOf(context)}
          plan={plan}
          version={version}
        />
      ),
    }
  },
  post: async (context, { values }) => {
    const taken = await context.run(takeSummary, {
      deploymentId: idOf(context),
      source: 'browser',
      summary: summaryIn(textOf(values, 'summary')),
    })
    const signals = taken.signals.length > 0 ? ` A rule fired: see what to do.` : ''
    return {
      redirect: monitoringHref(idOf(context)),
      flash: `Taken in: ${taken.added} added, ${taken.superseded} replaced, ${taken.unchanged} unchanged.${signals}`,
    }
  },
})

const dataPage = page({
  path: `${BASE}/data`,
  allow: ['signed-in'],
  get: async (context, form) => {
    const shown = await context.read(showData, { deploymentId: idOf(context) })
    return {
      ...inTab(context, 'Where figures come from'),
      body: <DataBody shown={shown} context={context} form={form} />,
    }
  },
  post: async (context, { values }) => {
    await context.run(switchOnIntake, { ...values, deploymentId: idOf(context) })
    return {
      redirect: monitoringHref(idOf(context), '/data'),
      flash: 'Row-level intake is on. Rows are personal data while they are kept.',
    }
  },
})

const offPage = page({
  path: `${BASE}/data/off`,
  allow: ['administrator'],
  get: async (context, form) => {
    const { deployment, kept } = await context.read(showData, { deploymentId: idOf(context) })
    return {
      title: 'Switch off row-level intake',
      nav: '/register',
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Switch off row-level intake for ${deployment.productName}?`}
            action={monitoringHref(deployment.id, '/data/off')}
            csrf={context.csrf}
            buttonText="Switch off"
            cancelHref={monitoringHref(deployment.id, '/data')}
          >
            <p>
              From then on rows are refused, with how to summarise them.{' '}
              {kept.length > 0
                ? `Rows of ${kept.length} windows stay until each is final, and are deleted then.`
                : 'No rows are kept at present.'}
            </p>
            <TextArea label="Why?" rows={3} {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    await context.run(switchOffIntake, { ...values, deploymentId: idOf(context) })
    return {
      redirect: monitoringHref(idOf(context), '/data'),
      flash: 'Row-level intake is off.',
    }
  },
})

const planPage = page({
  path: `${BASE}/plan`,
  allow: ['signed-in'],
  get: async (context, form) => {
    const shown = await context.read(showPlan, { deploymentId: idOf(context) })
    return {
      ...inTab(context, 'Monitoring plan'),
      body: <PlanBody shown={shown} context={context} form={form} />,
    }
  },
  post: async (context, { values }) => {
    await context.run(fixPlan, planInput(values, idOf(context)))
    return { redirect: monitoringHref(idOf(context), '/plan'), flash: 'The plan is fixed.' }
  },
})

const signalsPage = page({
  path: `${BASE}/signals`,
  allow: ['signed-in'],
  get: async (context) => {
    const signals = await context.read(showSignals, { deploymentId: idOf(context) })
    return {
      ...inTab(context, 'Signals'),
      body: <SignalsBody signals={signals} deploymentId={idOf(context)} />,
    }
  },
})

const ANSWERS = {
  acknowledge: acknowledgeSignal,
  explain: explainSignal,
  act: actOnSignal,
  close: closeSignal,
} as const

const signalPage = page({
  path: `${BASE}/signals/:signal`,
  allow: ['signed-in'],
  get: async (context, form) => {
    const shown = await context.read(showSignal, {
      deploymentId: idOf(context),
      signalId: context.params['signal'],
    })
    return {
      ...inTab(context, 'Signal'),
      body: <SignalBody shown={shown} context={context} form={form} />,
    }
  },
  post: async (context, { values }) => {
    const answer = textOf(values, 'answer')
    if (answer !== 'acknowledge' && answer !== 'explain' && answer !== 'act' && answer !== 'close')
      throw new Invalid('Choose what to do with this signal.')
    await context.run(ANSWERS[answer], {
      signalId: context.params['signal'],
      revision: textOf(values, 'revision'),
      words: textOf(values, 'words'),
    })
    return {
      redirect: monitoringHref(idOf(context), `/signals/${context.params['signal']}`),
      flash: 'Your answer is kept.',
    }
  },
})

const enterPage = page({
  path: `${BASE}/enter`,
  allow: SENDERS,
  get: async (context, form) => {
    const { plan } = await context.read(showPlan, { deploymentId: idOf(context) })
    const typed = plan?.measures.filter(({ measure }) => measure === 'typed') ?? []
    return {
      ...inTab(context, 'Type a figure in'),
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <Card heading="Type a figure in">
            {typed.length === 0 ? (
              <p>
                The plan watches no figure that is typed in.{' '}
                <a href={monitoringHref(idOf(context), '/plan')}>See the plan</a>.
              </p>
            ) : (
              <Form action={monitoringHref(idOf(context), '/enter')} csrf={context.csrf}>
                <Select
                  label="Figure"
                  empty="Choose"
                  choices={typed.map(({ threshold, unit }) => ({
                    value: threshold,
                    label: unit ? `${threshold} (${unit})` : threshold,
                  }))}
                  {...field(form, 'name')}
                />
                <DateField label="A day of the period" {...fieldDate(form, 'from')} />
                <TextField
                  label="Figure"
                  width={10}
                  inputMode="decimal"
                  {...field(form, 'value')}
                />
                <TextField
                  label="Taken over how many?"
                  width={10}
                  inputMode="numeric"
                  {...field(form, 'n')}
                />
                <TextField
                  label="Lower end of the 95% interval"
                  optional
                  width={10}
                  inputMode="decimal"
                  {...field(form, 'low')}
                />
                <TextField
                  label="Upper end of the 95% interval"
                  optional
                  width={10}
                  inputMode="decimal"
                  {...field(form, 'high')}
                />
                <Button>Store the figure</Button>
              </Form>
            )}
          </Card>
        </>
      ),
    }
  },
  post: async (context, { values }) => {
    await context.run(enterFigure, {
      ...values,
      from: dateOfParts(values, 'from'),
      deploymentId: idOf(context),
    })
    return { redirect: monitoringHref(idOf(context)), flash: 'The figure is stored.' }
  },
})

/** The pages about monitoring. */
export const monitoringPages: readonly PageDescription[] = [
  showPage,
  csvPage,
  sendPage,
  dataPage,
  offPage,
  planPage,
  signalsPage,
  signalPage,
  enterPage,
]
