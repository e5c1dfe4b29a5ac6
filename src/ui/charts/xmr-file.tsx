import { renderToStaticMarkup } from 'react-dom/server'
import { asFigure } from '../words.js'
import { SVG_STYLES } from './svg-styles.js'
import { XmrPicture } from './xmr-chart.js'
import type { XmrData } from './xmr-data.js'
import { layOutXmr } from './xmr-layout.js'
import { describeXmr } from './xmr-words.js'

/** An XmR chart as an SVG file of its own: title, description, styles and a line that says what it is. */
export const xmrFile = (props: XmrData & { title: string; note: string }): string => {
  const layout = layOutXmr(props)
  const description = `${describeXmr(props, props.format ?? asFigure)} ${props.note}`
  const height = layout.height + TITLE
  return renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${layout.width} ${height}`}
      width={layout.width}
      height={height}
      role="img"
    >
      <title>{props.title}</title>
      <desc>{description}</desc>
      <style>{SVG_STYLES}</style>
      <rect width="100%" height="100%" fill="#fff" />
      <text x="8" y="18" className="wr-svg-strong">
        {props.title}
      </text>
      <g transform={`translate(0 ${TITLE})`}>
        <XmrPicture layout={layout} data={props} />
      </g>
    </svg>,
  ).replaceAll('className=', 'class=')
}

const TITLE = 26
