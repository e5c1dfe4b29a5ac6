import type { ExportAnswer } from './take-export.js'

/**
 * The answer to an export in protobuf: ExportMetricsServiceResponse, whose field 1 is the partial
 * success, with the points not taken in 1 (int64) and why in 2 (string). Source: opentelemetry-proto
 * 1.x, collector/metrics/v1.
 */
export const protobufAnswer = ({ partialSuccess }: ExportAnswer): Uint8Array => {
  if (!partialSuccess) return new Uint8Array()
  const { rejectedDataPoints, errorMessage } = partialSuccess
  const message = new TextEncoder().encode(errorMessage)
  const parts = [0x08, ...varint(Number(rejectedDataPoints)), 0x12, ...varint(message.length)]
  const length = parts.length + message.length
  return Uint8Array.from([0x0a, ...varint(length), ...parts, ...message])
}

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))]
