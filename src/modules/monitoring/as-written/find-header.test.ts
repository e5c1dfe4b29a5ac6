import { describe, expect, it } from 'vitest'
import { findHeader, fromHeader } from './find-header.js'

const WANTED = ['p', 'y']
const restOf = (text: string): string => fromHeader(text, findHeader(text, WANTED))

describe('the header of a text', () => {
  it.each([
    ['a title with a line break', '"Scores\nof March"\n', 2, 1],
    ['a quoted break in a later cell', 'Ward,"all\r\nof\nthem",x\n', 3, 1],
    ['doubled quotation marks about a break', '"The ""new""\ntool"\n', 2, 1],
    ['a quotation mark within a word', 'Films of 5" and more\n', 1, 1],
    ['a quotation mark that is never closed', '"Draft\n', 1, 1],
    ['cells that name the columns in a quoted title', '"first\np,y\nlast"\n', 3, 1],
    ['nothing', '', 0, 0],
  ])('is found below %s', (_, title, above, titles) => {
    const text = `${title}p,y\n0.5,1\n`
    expect(findHeader(text, WANTED)).toEqual({ delimiter: ',', above, titles })
    expect(restOf(text)).toBe('p,y\n0.5,1\n')
  })

  it('is read whatever parts its cells, quoted or not, with cells left empty', () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = `Title\n${['', '"p"', '', 'y'].join(delimiter)}\n`
      expect(findHeader(text, WANTED)).toMatchObject({ delimiter, above: 1 })
    }
    for (const delimiter of ['^', ']', '\\', '.', '-', '*'])
      expect(findHeader(`sep=${delimiter}\nTitle\np${delimiter}"y"\n`, WANTED)).toEqual({
        delimiter,
        above: 2,
        titles: 1,
      })
  })
})
