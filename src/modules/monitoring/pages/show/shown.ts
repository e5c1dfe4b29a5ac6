import type { showMonitoring } from '../../show-monitoring.js'

/** What the query of the monitoring page gives. */
export type Shown = NonNullable<(typeof showMonitoring)['gives']>
/** Of one's own deployment. */
export type Own = Extract<Shown, { own: true }>
/** Of a partner's. */
export type Partner = Extract<Shown, { own: false }>
