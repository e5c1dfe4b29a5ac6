import { hanleyMcNeilError } from './hanley-mcneil.js'
import { normalQuantile, Z95 } from './normal-quantile.js'
import { requireShare, smallestSample } from './required-sample.js'
import { strengthQuantiles, type TestStrength } from './sample-for-two-proportions.js'

/**
 * Rows for a 95% interval of an AUROC (Wald) no wider than `width`, by the Hanley-McNeil error with
 * events as rows × prevalence. Source: Hanley & McNeil 1982. @throws RangeError outside (0, 1).
 */
export function sampleForAurocWidth(area: number, prevalence: number, width: number): number {
  requireShare('the AUROC', area)
  requireShare('the prevalence', prevalence)
  requireShare('the width', width)
  return smallestSample((n) => {
    const se = hanleyMcNeilError(area, n * prevalence, n * (1 - prevalence))
    return se !== null && 2 * Z95 * se <= width
  })
}

/**
 * Events and non-events to tell an AUROC from 0.5 in a two-sided test, with so many non-events an
 * event; not rounded. Source: Obuchowski & McClish 1997; pROC's power.roc.test.
 * @throws RangeError unless the AUROC lies between 0.5 and 1 and the ratio is above 0.
 */
export function sampleForAurocAboveChance(
  area: number,
  nonEventsPerEvent: number,
  strength: TestStrength = {},
): { readonly events: number; readonly nonEvents: number } {
  if (!(area > 0.5 && area < 1)) throw new RangeError('the AUROC must lie between 0.5 and 1')
  if (!(nonEventsPerEvent > 0)) throw new RangeError('non-events per event must be above 0')
  const { chance, miss } = strengthQuantiles(strength)
  const spread = (a: number): number =>
    0.0099 * Math.exp((-a * a) / 2) * (5 * a * a + 8 + (a * a + 8) / nonEventsPerEvent)
  const separation = normalQuantile(area) * OBUCHOWSKI_ROOT
  const root = chance * Math.sqrt(spread(0)) + miss * Math.sqrt(spread(separation))
  const events = (root / (area - 0.5)) ** 2
  return { events, nonEvents: events * nonEventsPerEvent }
}

/** The paper prints √2 so, and its programs keep it. */
const OBUCHOWSKI_ROOT = 1.414
