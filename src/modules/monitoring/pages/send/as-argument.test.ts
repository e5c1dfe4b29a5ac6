import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { asArgument } from './as-argument.js'

test.each([
  ['working=0.5', 'working=0.5'],
  ['ward round=0.5', '"ward round=0.5"'],
  ['$(date)=0.5', "'$(date)=0.5'"],
])('%s as an argument is %s', (text, argument) => {
  expect(asArgument(text)).toBe(argument)
})

test.runIf(process.platform !== 'win32')(
  'a shell reads back what was meant, and runs none of it',
  () => {
    for (const text of [
      'ward round=0.5',
      "nurse's=0.2",
      '$(echo no)=1',
      '`echo no`',
      'a"b=1',
      'a\\b',
    ]) {
      const read = execFileSync('sh', ['-c', `printf %s ${asArgument(text)}`], { encoding: 'utf8' })
      expect(read).toBe(text)
    }
  },
)
