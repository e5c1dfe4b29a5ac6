import type { RefusedRequest, Refusal } from '#kernel/declare/route.js'
import { isProtobuf, PROTOBUF, type ExportRequestBody } from './export-body.js'
import { textField, varintField } from './protobuf-writer.js'

/** Codes of google.rpc.Status (googleapis, google/rpc/code.proto). */
const CODES: Readonly<Record<RefusedRequest['code'], number>> = {
  invalid: 3,
  not_found: 5,
  not_allowed: 7,
  limit_reached: 8,
  unmet: 9,
  conflict: 10,
  fault: 13,
  unavailable: 14,
  not_signed_in: 16,
}

/**
 * A refusal as OTLP asks: a Status with its code in field 1 and the sentence in 2, in the encoding of the
 * export. What will be refused again is answered 400, or 413 for too large, which senders do not try again
 * (OTLP 1.x, section "Failures" of OTLP/HTTP). Pure.
 */
export const refusedExport = (
  { code, message, retryAfter }: RefusedRequest,
  request: Pick<ExportRequestBody, 'headers'>,
): Refusal => ({
  ...encoded(CODES[code], message, isProtobuf(request)),
  ...(code === 'invalid' ? { status: 400 } : {}),
  ...(code === 'limit_reached' && retryAfter === undefined ? { status: 413 } : {}),
})

const encoded = (code: number, message: string, asProtobuf: boolean): Refusal =>
  asProtobuf
    ? { body: Uint8Array.from([...varintField(1, code), ...textField(2, message)]), type: PROTOBUF }
    : { body: JSON.stringify({ code, message }), type: 'application/json' }
