import type { PageDescription } from '#kernel/describe.js'

/** The pages about monitoring. */
export const monitoringPages: readonly PageDescription[] = []
