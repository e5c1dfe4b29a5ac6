import type { PageContext } from '#kernel/declare/page.js'
import type { Banner, BannerSource } from '#kernel/declare/subject.js'
import { showBelonging } from '../show-collaboration.js'

const bannersOf = async (
  { read, actor }: PageContext,
  subject: { deploymentId: string } | { opportunityId: string },
): Promise<Banner[]> => {
  if (actor.organisationId === null) return []
  const found = await read(showBelonging, subject)
  if (!found) return []
  const href = `/register/collaborations/entries/${found.id}`
  if (!found.underCharter)
    return [
      { tone: 'blue', word: 'Collaboration', sentence: `It belongs to “${found.name}”.`, href },
    ]
  const open = found.tests.filter((one) => one.state !== 'pass')
  if (open.length === 0)
    return [
      {
        tone: 'blue',
        word: 'Under the charter',
        sentence: `It belongs to “${found.name}”, and its four tests pass. They stand for requirement R38.`,
        href,
      },
    ]
  return [
    {
      tone: open.some((one) => one.state === 'fail') ? 'red' : 'yellow',
      word: 'Under the charter',
      sentence: `It belongs to “${found.name}”. ${open.map((one) => `${one.test}: ${one.because}`).join(' ')} Its gates are shut until this passes; it is answered there, for R38 too.`,
      href,
    },
  ]
}

/** On every page about a deployment or an opportunity: the collaboration it belongs to, and what fails. */
export const collaborationBanners: readonly BannerSource[] = [
  {
    of: 'deployment',
    banners: (context, deploymentId) => bannersOf(context, { deploymentId }),
  },
  {
    of: 'opportunity',
    banners: (context, opportunityId) => bannersOf(context, { opportunityId }),
  },
]
