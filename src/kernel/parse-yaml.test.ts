import { expect, test } from 'vitest'
import { parseYaml, unreadable } from './parse-yaml.js'

const whyNot = (text: string): string => {
  try {
    parseYaml(text)
    return 'it is read'
  } catch (fault) {
    return unreadable(fault)
  }
}

test.each([
  ['a: 1', 'it is read'],
  [
    'a: &x 1\n\nb: *x\n',
    'it cannot be read as YAML: line 3: an alias (*name) refers to another part of the text, and those are not read. Write out there what it stands for.',
  ],
  ['a: &x {}\nb:\n  <<: *x\n', expect.stringContaining('line 3: an alias (*name)')],
  ['a: 1\n b: 2', 'it cannot be read as YAML: line 2: bad indentation of a mapping entry.'],
  [
    `a: ${'['.repeat(60)}`,
    'it cannot be read as YAML: line 1: it is nested more than 50 deep. Write it flatter.',
  ],
])('%j: %s', (text, expected) => {
  expect(whyNot(text)).toEqual(expected)
})
