import { expect, it } from 'vitest'
import { decodeWindows1252 } from './windows-1252.js'

it('reads apostrophes, dashes and the euro as Excel writes them', () => {
  const bytes = Uint8Array.from([0x53, 0x74, 0x92, 0x20, 0x96, 0x20, 0x80, 0xe9, 0x9f, 0x81])
  expect(decodeWindows1252(bytes)).toBe('St’ – €éŸ\u0081')
})

it('reads Latin-1 as it is', () => {
  expect(decodeWindows1252(Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0xa0]))).toBe('café\u00a0')
})
