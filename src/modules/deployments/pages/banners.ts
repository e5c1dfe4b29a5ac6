import type { Banner, BannerSource } from '#kernel/declare/subject.js'
import { asDateTime } from '#ui/index.js'
import type { Deployment, Stop } from '../model.js'
import { showDeployment } from '../show-deployment.js'

/** What every page of a deployment says while it holds. */
export const deploymentBanners: BannerSource = {
  of: 'deployment',
  banners: async ({ read }, id) => {
    const { deployment, stops, isNotOff } = await read(showDeployment, { id })
    return bannersOf(
      { ...deployment, isNotOff },
      stops.find((stop) => !stop.confirmedAt),
    )
  },
}

/** The banners of a deployment: a stop that is not confirmed, a pause, in use before assessment. */
export const bannersOf = (
  deployment: Pick<Deployment, 'id' | 'state' | 'stateReason' | 'inUseBeforeAssessment'> & {
    isNotOff: boolean
  },
  openStop: Pick<Stop, 'calledAt' | 'calledByName'> | undefined,
): Banner[] => {
  const here = `/register/deployments/${deployment.id}`
  const banners: Banner[] = []
  if (openStop) {
    banners.push({
      tone: 'red',
      word: 'Stop called',
      sentence: `Stop called, not yet confirmed off. ${openStop.calledByName} called it on ${asDateTime(openStop.calledAt)}. Wardround switches nothing off.`,
      href: `${here}/stop`,
    })
  } else if (deployment.isNotOff) {
    banners.push({
      tone: 'red',
      word: 'Stop called',
      sentence: 'Stop called, not yet confirmed off.',
    })
  }
  if (deployment.state === 'paused' || deployment.state === 'parked') {
    banners.push({
      tone: 'yellow',
      word: deployment.state === 'paused' ? 'Paused' : 'Parked',
      sentence: deployment.stateReason ?? 'No reason is shown.',
    })
  }
  if (deployment.inUseBeforeAssessment && deployment.state !== 'ceased') {
    banners.push({
      tone: 'yellow',
      word: 'In use before assessment',
      sentence: 'It was in use before it stood in this register: its gates were not passed here.',
    })
  }
  return banners
}
