import { availableParallelism } from 'node:os'
import type { VerbAnswer, VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { londonDate } from '../summary/london-date.js'
import { SummaryRefused } from '../summary/summary-refused.js'
import { tenths } from '../summary/tell-tenths.js'
import { describeMeasured } from './describe-measured.js'
import { measureFiles } from './measure-files.js'
import { repeated, requestOf } from './parse-options.js'
import { CREW_WORKER } from './crew/crew.js'

const MOST_READERS = 8

/** Measures the named files. @throws Invalid when a file or an option cannot be used. */
export async function runMeasure({ options, now, progress }: VerbContext): Promise<VerbAnswer> {
  const request = requestOf(options, londonDate(now) ?? '')
  const terminal = process.stderr.isTTY
  try {
    const measured = await measureFiles({
      files: repeated(options, 'files'),
      request,
      readers: Math.min(MOST_READERS, availableParallelism()),
      worker: CREW_WORKER,
      ...(terminal ? { onProgress: tenths(progress) } : {}),
    })
    return { json: measured, text: describeMeasured(measured, request) }
  } catch (thrown) {
    if (thrown instanceof SummaryRefused) throw new Invalid(thrown.message)
    throw thrown
  }
}
