import { page } from '#kernel/declare/page.js'
import { EmptyState, PageHeading, Table, Tag, type Tone } from '#ui/index.js'
import { listLetters } from '../list-letters.js'
import type { Letter } from '../model.js'

const STATES: Readonly<Record<Letter['state'], { word: string; tone: Tone }>> = {
  waiting: { word: 'To be tried again', tone: 'yellow' },
  sending: { word: 'Being sent, or interrupted', tone: 'yellow' },
  sent: { word: 'Accepted by the mail server', tone: 'green' },
  refused: { word: 'Refused', tone: 'red' },
  nobody: { word: 'Nobody to write to', tone: 'red' },
}

/** The letters an organisation was sent about an alert, and what became of each. */
export const lettersPage = page({
  path: '/alerts/:id/letters',
  allow: ['administrator', 'clinical-safety-officer', 'auditor'],
  get: async ({ read, params }) => {
    const aboutId = params['id'] ?? ''
    const first = await read(listLetters, { purpose: 'alert', aboutId })
    const reminders = await read(listLetters, { purpose: 'alert-reminder', aboutId })
    return {
      title: 'Letters about an alert',
      nav: '/alerts',
      breadcrumbs: [{ text: 'Alert', href: `/alerts/${aboutId}` }],
      body: (
        <>
          <PageHeading>Letters about this alert</PageHeading>
          <Table
            caption="Letters to your organisation"
            quietCaption
            rows={[
              ...first.map((letter) => ({ letter, kind: 'Letter' })),
              ...reminders.map((letter) => ({ letter, kind: 'Reminder' })),
            ]}
            rowKey={({ letter }) => letter.id}
            empty={
              <EmptyState heading="No letter was sent">
                <p>
                  Mail may not be set up here. The alert stands on Home and under Alerts either way.
                </p>
              </EmptyState>
            }
            columns={[
              {
                heading: 'To',
                cell: ({ letter }) =>
                  letter.state === 'nobody' ? 'nobody holds the role' : letter.address,
              },
              { heading: 'Kind', cell: ({ kind }) => kind },
              {
                heading: 'State',
                cell: ({ letter }) => (
                  <>
                    <Tag tone={STATES[letter.state].tone}>{STATES[letter.state].word}</Tag>
                    {letter.problem ? <span className="wr-note">{letter.problem}</span> : null}
                  </>
                ),
              },
              { heading: 'Tries', numeric: true, cell: ({ letter }) => letter.attempts },
            ]}
          />
        </>
      ),
    }
  },
})
