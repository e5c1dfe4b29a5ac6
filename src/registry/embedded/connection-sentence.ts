import { errorCode, errorText } from './error-parts.js'

const UNKNOWN_AUTHORITY =
  'its certificate is of an authority that is not known here: name the file of that authority’s certificate in NODE_EXTRA_CA_CERTS, or as sslrootcert in the URL'

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start that PostgreSQL, or correct the host and port',
  ENOTFOUND: 'its host is not known: correct the host name',
  EAI_AGAIN: 'its host name cannot be looked up: check the network, or correct the host name',
  ENOENT: 'there is no socket there: start that PostgreSQL, or correct the path',
  ETIMEDOUT: 'it does not answer: check the host, the port and the firewall',
  ERR_INVALID_URL: 'it is not a URL: write postgresql://LOGIN:PASSWORD@HOST:PORT/DATABASE',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name: correct one of them',
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it',
  '28P01': 'it refuses the password: correct the login and password',
  '28000': 'it refuses the login: correct the login, or let it in (pg_hba.conf)',
  '3D000': 'it has no database of that name: create it, or correct the name',
  '42501': 'the login may not connect to that database: have an administrator grant CONNECT',
  '53300': 'it has no connection left: raise max_connections, or close other programs',
  '57P03': 'it is still starting: wait a minute and start again',
}

/** One sentence for a DATABASE_URL that cannot be connected to; it never shows the URL. */
export function connectionSentence(error: unknown): string {
  const timedOut = /timeout expired|timed out|terminated due to/.test(errorText(error))
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const key = timedOut ? 'ETIMEDOUT' : errorCode(error) || errorCode(first)
  const sentence = sentences[key] ?? `it cannot be used (${key || 'no reason given'}): correct it`
  return `The PostgreSQL of DATABASE_URL: ${sentence}.`
}
