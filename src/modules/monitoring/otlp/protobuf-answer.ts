import { bytesField, textField, varintField } from './protobuf-writer.js'
import type { ExportAnswer } from './take-export.js'

/**
 * The answer to an export in protobuf: ExportMetricsServiceResponse, whose field 1 is the partial
 * success, with the points not taken in 1 (int64) and why in 2 (string). Source: opentelemetry-proto
 * 1.x, collector/metrics/v1.
 */
export const protobufAnswer = ({ partialSuccess }: ExportAnswer): Uint8Array => {
  if (!partialSuccess) return new Uint8Array()
  const { rejectedDataPoints, errorMessage } = partialSuccess
  return Uint8Array.from(
    bytesField(1, [...varintField(1, Number(rejectedDataPoints)), ...textField(2, errorMessage)]),
  )
}
