import { DomainError, Unavailable } from './errors.js'

// Connection exceptions, no connection left, and a server that is ending or starting (PostgreSQL 18, appendix A).
const LOST = /^08|^(?:53300|57P0[1-5])$/
const OF_A_SOCKET = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/
const OF_THE_CLIENT =
  /^Connection terminated|not queryable$|^timeout exceeded when trying to connect$/

/**
 * Turns the loss of the connection to PostgreSQL, as its driver tells of it, into Unavailable;
 * anything else stays as it was. Whether a write that was on its way was stored is not known then.
 */
export const translateLostDatabase = (fault: unknown): unknown =>
  isLost(fault)
    ? new Unavailable(
        'The database of this Wardround cannot be reached just now. Try again in a minute. What you sent may or may not have been stored: look before you send it again.',
        { cause: fault },
      )
    : fault

const isLost = (fault: unknown): boolean => {
  if (!(fault instanceof Error) || fault instanceof DomainError) return false
  const { code = '', syscall = '' } = fault as NodeJS.ErrnoException
  const isOfSocket = syscall === 'connect' || (syscall !== '' && OF_A_SOCKET.test(code))
  if (LOST.test(code) || isOfSocket || OF_THE_CLIENT.test(fault.message)) return true
  // What is built upon the driver tells of it as a cause; what fetch tells so is of another server.
  return !(fault instanceof TypeError) && isLost(fault.cause)
}
