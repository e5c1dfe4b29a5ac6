import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { SVG_STYLES } from './svg-styles.js'

/** Height of the title above the picture, in pixels. */
const TITLE = 26

/** A picture as an SVG file of its own: title, description, styles and a line that says what it is. */
export const svgFile = (props: {
  title: string
  description: string
  width: number
  height: number
  picture: ReactNode
}): string => {
  const height = props.height + TITLE
  return renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${props.width} ${height}`}
      width={props.width}
      height={height}
      role="img"
    >
      <title>{props.title}</title>
      <desc>{props.description}</desc>
      <style>{SVG_STYLES}</style>
      <rect width="100%" height="100%" fill="#fff" />
      <text x="8" y="18" className="wr-svg-strong">
        {props.title}
      </text>
      <g transform={`translate(0 ${TITLE})`}>{props.picture}</g>
    </svg>,
  ).replaceAll('className=', 'class=')
}
