import { asFigure } from '../words.js'
import { svgFile } from './svg-file.js'
import { XmrPicture } from './xmr-chart.js'
import type { XmrData } from './xmr-data.js'
import { layOutXmr } from './xmr-layout.js'
import { describeXmr } from './xmr-words.js'

/** An XmR chart as an SVG file of its own. */
export const xmrFile = (props: XmrData & { title: string; note: string }): string => {
  const layout = layOutXmr(props)
  return svgFile({
    title: props.title,
    description: `${describeXmr(props, props.format ?? asFigure)} ${props.note}`,
    width: layout.width,
    height: layout.height,
    picture: <XmrPicture layout={layout} data={props} />,
  })
}
