/**
 * The standard error of an AUROC when only its value, the events and the non-events are known.
 * For planning; with rows at hand use DeLong. Source: Hanley & McNeil 1982.
 */
export function hanleyMcNeilError(area: number, events: number, nonEvents: number): number | null {
  if (events < 1 || nonEvents < 1) return null
  const q1 = area / (2 - area)
  const q2 = (2 * area * area) / (1 + area)
  const spread =
    area * (1 - area) + (events - 1) * (q1 - area * area) + (nonEvents - 1) * (q2 - area * area)
  return Math.sqrt(Math.max(0, spread) / (events * nonEvents))
}
