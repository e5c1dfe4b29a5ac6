import { type ClickHouseClient, ClickHouseError } from '@clickhouse/client'
import { Unavailable } from '#kernel/errors.js'

/** A server of TELEMETRY_URL, and a client for what is asked of it first. */
export interface ServerToReach {
  host: string
  client: ClickHouseClient
}

const UNKNOWN_AUTHORITY =
  'its certificate is of an authority that is not known here: name the file of that authority’s certificate in NODE_EXTRA_CA_CERTS'
const NO_REPLY =
  'it does not reply: check that it runs, and that no firewall stands between, or correct the host and port'
const WRONG_LOGIN = 'it refuses the login: correct the login and password'

/** By the code of ClickHouse, of Node or of OpenSSL. */
const SENTENCES: Readonly<Record<string, string>> = {
  '81': 'it has no database of that name: create it, or correct the name',
  '192': WRONG_LOGIN,
  '193': WRONG_LOGIN,
  '194': WRONG_LOGIN,
  '516': WRONG_LOGIN,
  ECONNREFUSED: 'nothing listens there: start that server, or correct the host and port',
  ETIMEDOUT: NO_REPLY,
  EHOSTUNREACH: NO_REPLY,
  ENETUNREACH: NO_REPLY,
  ENOTFOUND: 'its host is not known: correct the host name',
  EAI_AGAIN: 'its host name cannot be looked up: check the network, or correct the host name',
  ECONNRESET:
    'it ends the connection: check that it runs, and that the port is that of HTTP, or of HTTPS where the address is https',
  EPROTO: 'it does not speak TLS there: check the port, or write http where it has no TLS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name: correct one of them',
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it',
}

/** Asks each server something. Throws Unavailable with which one cannot be used, why, and what to do. */
export const reachServers = async (servers: readonly ServerToReach[]): Promise<void> => {
  for (const { host, client } of servers) {
    try {
      await client.command({ query: 'select 1' })
    } catch (error) {
      const code = codeOf(error)
      const sentence = SENTENCES[code] ?? `it cannot be used (${code || 'no reason given'})`
      throw new Unavailable(`The ClickHouse of TELEMETRY_URL at ${host}: ${sentence}.`, {
        cause: error,
      })
    }
  }
}

const codeOf = (error: unknown): string => {
  if (error instanceof ClickHouseError) return error.code
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  // The client's own limit comes without a code.
  if (first instanceof Error && first.message === 'Timeout error.') return 'ETIMEDOUT'
  return first instanceof Error && 'code' in first ? String(first.code) : ''
}
