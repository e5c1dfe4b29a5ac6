import { verb } from '#kernel/declare/verb.js'

const MANY = { many: true } as const

/** `wardround measure`. What it needs is loaded when it runs, so that the command line starts at once. */
export const measureVerb = verb({
  noun: 'measure',
  summary: 'Measure how a prediction log did; nothing leaves this machine and nothing is stored',
  needs: 'nothing',
  arguments: [
    { name: 'files', description: 'CSV, NDJSON, Parquet or XLSX files, as one log', many: true },
  ],
  options: [
    { flags: '--score <column>', description: 'column of scores', required: true },
    {
      flags: '--outcome <column>',
      description: 'column of outcomes, 0 or 1 or yes or no',
      required: true,
    },
    { flags: '--event <value>', description: 'the outcome that is the event; any other is none' },
    { flags: '--prediction <column>', description: 'column of decisions as logged, 0 or 1' },
    {
      flags: '--threshold <number>',
      description: 'a row is flagged at this score or above; repeats',
      ...MANY,
    },
    { flags: '--time <column>', description: 'column of prediction times, or of periods' },
    {
      flags: '--period <kind>',
      description: 'day, week (unless said), month, or each where the column holds periods',
    },
    {
      flags: '--by <columns>',
      description: 'one breakdown, crossing columns such as site,@period; repeats',
      ...MANY,
    },
    {
      flags: '--reference <from..to>',
      description: 'periods or dates of --time; how far the scores have drifted from them',
    },
    { flags: '--id <column>', description: 'count a row with an id seen before as a repeat' },
    { flags: '--drop <column>', description: 'a column to pass over unread; repeats', ...MANY },
    {
      flags: '--scale <scale>',
      description:
        'probability (scores outside 0 to 1 are then left out and counted), percent (0 to 100) or score; not said: probabilities where all lie in 0 to 1',
    },
    { flags: '--exact', description: 'every distinct score instead of bins; needs more memory' },
  ],
  run: async (context) => (await import('./run-measure.js')).runMeasure(context),
})
