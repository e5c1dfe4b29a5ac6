/** What can have become of a signal, in order. */
export const SIGNAL_STATES = ['new', 'acknowledged', 'explained', 'acted-on', 'closed'] as const

/** The states in which a signal still waits for somebody. */
export const OPEN_STATES = ['new', 'acknowledged'] as const
