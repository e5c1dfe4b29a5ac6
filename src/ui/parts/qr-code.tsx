import type { ReactElement } from 'react'
import { encode } from 'uqr'

/** A QR code of a text, drawn as one path; `label` says what it leads to. */
export const QrCode = ({ text, label }: { text: string; label: string }): ReactElement => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg className="wr-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
