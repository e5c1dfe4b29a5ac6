import type { Panel } from '#kernel/declare/subject.js'
import { Card } from '#ui/index.js'
import { MAY_TAKE_OUT } from '../model.js'

/** On the page of one's own organisation: where its papers are made. */
export const papersPanel: Panel = {
  of: 'organisation',
  order: 50,
  column: 'side',
  allow: MAY_TAKE_OUT,
  render: async ({ actor }, id) =>
    actor.organisationId === id ? (
      <Card heading="Papers">
        <p className="wr-screen-only">
          <a href="/overviews/take-out">
            Make a paper for the board, or freedom of information answers
          </a>
        </p>
      </Card>
    ) : null,
}
