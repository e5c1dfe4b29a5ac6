import { page } from '#kernel/declare/page.js'
import { Invalid } from '#kernel/errors.js'
import { packageVersion } from '../../package-version.js'
import { MOST_BYTES } from '../../intake/read-batch.js'
import { showData } from '../../show-data.js'
import { parseSummary } from '../../summary/summary-schema.js'
import { SENDERS, takeSummary } from '../../received/take-summary.js'
import { BASE, idOf, inTab, monitoringHref, textOf } from '../addresses.js'
import { SendBody } from './page.js'

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

/** The page that counts a file in the browser and sends the summary. */
export const sendPage = page({
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
