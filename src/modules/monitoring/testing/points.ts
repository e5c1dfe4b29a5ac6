import { addDays } from '#kernel/time.js'
import type { Point } from '../model.js'

/** A point of the week at a place from 5 January 2026, complete, on 200 cases, as a test changes it. */
export const pointOf = (place: number, changes: Partial<Point> = {}): Point => {
  const windowFrom = addDays('2026-01-05', 7 * place)
  const value = changes.value === undefined ? 0.85 : changes.value
  return {
    id: `poi_${place}`,
    deploymentId: 'dep_1',
    source: 'edge',
    measure: 'auroc',
    threshold: '',
    windowFrom,
    windowTo: addDays(windowFrom, 7),
    versionId: 'ver_1',
    versionName: '1.0',
    site: '',
    groupBy: '',
    groupValue: '',
    value,
    low: value === null ? null : value - 0.06,
    high: value === null ? null : value + 0.06,
    se: 0.03,
    numerator: null,
    denominator: null,
    expected: null,
    n: 200,
    events: 60,
    nonEvents: 140,
    method: 'auroc/1',
    reason: null,
    reference: null,
    datedBySender: false,
    maturesOn: windowFrom,
    finalOn: windowFrom,
    computedAt: new Date('2026-06-01T00:00:00Z'),
    ...changes,
  }
}
