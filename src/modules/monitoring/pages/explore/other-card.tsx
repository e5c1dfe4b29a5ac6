import type { ReactElement } from 'react'
import { Card, CurveChart, Panel, XmrChart } from '#ui/index.js'
import { OTHER_CHARTS, type OtherKind, type OtherView } from './other-view.js'

/** The chart that somebody chose, with its table and files; or why it cannot be drawn. */
export const OtherCard = (props: {
  kind: OtherKind
  view: OtherView
  title: string
  links: readonly { href: string; words: string }[]
}): ReactElement => {
  const { kind, view, links } = props
  const title = `${props.title}, ${kind.toUpperCase()}`
  if ('why' in view) {
    return (
      <Card heading={title}>
        <p>
          <strong>The chart {OTHER_CHARTS[kind]} cannot be drawn of this.</strong> {view.why}
        </p>
      </Card>
    )
  }
  const common = { id: 'chart', title, note: view.note, links }
  return (
    <>
      <Panel tone={view.tone}>
        <strong>{view.headline}</strong> {view.detail}
      </Panel>
      <Card>
        {view.picture.kind === 'xmr' ? (
          <XmrChart {...common} {...view.picture.data} />
        ) : (
          <CurveChart {...common} {...view.picture.data} />
        )}
      </Card>
    </>
  )
}
