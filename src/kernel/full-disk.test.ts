import { expect, test } from 'vitest'
import { Conflict, Unavailable } from './errors.js'
import { translateFullDisk } from './full-disk.js'

const faultOf = (code: string): Error => Object.assign(new Error('said by the system'), { code })

test.each(['ENOSPC', 'EDQUOT', '53100'])('%s says that nothing was stored', (code) => {
  const fault = faultOf(code)
  const told = translateFullDisk(fault)
  expect(told).toBeInstanceOf(Unavailable)
  expect(told).toMatchObject({ message: expect.stringMatching(/is full/), cause: fault })
})

test.each([faultOf('EACCES'), faultOf('23505'), new Conflict('Somebody was first.'), 'a text'])(
  'anything else stays as it was: %s',
  (fault) => expect(translateFullDisk(fault)).toBe(fault),
)
