import { expect, test } from 'vitest'
import { agreedWay } from '#modules/framework/index.js'
import { waitingOn } from './waiting-on.js'

const running = {
  state: 'running',
  stage: 'pilot',
  hasVersion: true,
  pilotEnds: '2026-12-31',
} as const

const cases: [string, Partial<Parameters<typeof waitingOn>[0]>, string, string][] = [
  ['a stop comes first', { state: 'stop-called', hasVersion: false }, 'Deployment owner', 'A stop'],
  ['a pause', { state: 'paused' }, 'Deployment owner', 'It is paused.'],
  ['parked', { state: 'parked', stage: 'assess' }, 'Deployment owner', 'It is parked.'],
  ['no version', { stage: 'assess', hasVersion: false }, 'Deployment owner', 'The version'],
  ['a pilot past its end', { pilotEnds: '2026-11-28' }, 'Executive sponsor', 'past its end'],
  [
    'a pilot on its last day',
    { pilotEnds: '2026-11-29' },
    'Deployment owner, then executive sponsor',
    'Implement: not decided yet.',
  ],
  [
    'the end of a pilot that is over says nothing later',
    { stage: 'implement', pilotEnds: '2026-11-28' },
    'Deployment owner, then executive sponsor',
    'Move to business as usual: not decided yet.',
  ],
]
test.each(cases)('waiting on: %s', (_name, change, who, why) => {
  const found = waitingOn({ ...running, ...change }, agreedWay(), '2026-11-29')
  expect(found.who).toBe(who)
  expect(found.why).toContain(why)
})
