/** The states in which a signal still waits for somebody. */
export const OPEN_STATES = ['new', 'acknowledged'] as const
