import type { BannerSource } from '#kernel/declare/subject.js'
import { roleInText } from '#kernel/roles.js'
import { listHoldingExceptions } from './show-gates.js'
import { longDate } from './wording.js'

/** An exception shows on every page about its deployment until its last day. */
export const exceptionBanners: BannerSource = {
  of: 'deployment',
  banners: async ({ read, actor }, deploymentId) => {
    if (actor.organisationId === null) return []
    const holding = await read(listHoldingExceptions, { deploymentId })
    return holding.map((one) => ({
      tone: 'yellow',
      word: 'Exception',
      sentence: `Without ${one.targetName}, until ${longDate(one.until)}. ${one.grantedByName} (${roleInText(one.role)}) made this exception: ${one.reason}`,
      href: `/register/deployments/${deploymentId}/gates`,
    }))
  },
}
