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
  [
    'a: 1\n b: 2',
    'it cannot be read as YAML: line 2: it does not fit what stands above it. Line up what belongs together, write “key: value”, and put a value in quotes that holds a colon or begins with a sign such as @.',
  ],
  [
    `a: ${'['.repeat(60)}`,
    'it cannot be read as YAML: line 1: it is nested more than 50 deep. Write it flatter.',
  ],
  ['a: * x', expect.stringContaining('begins with * is read as an alias. Put it in quotes')],
  ['a: & x', expect.stringContaining('begins with & is read as an anchor')],
  ['a: !foo 1', expect.stringContaining('begins with ! is read as a tag')],
  ['a: 1\na: 2', expect.stringContaining('line 2: a key stands there twice')],
  ['a:\n\tb: 1', expect.stringContaining('line 2: it is indented with a tab')],
  ['a: [1, 2', expect.stringContaining('a [ or { is not closed')],
  ['a: "x', expect.stringContaining('words in quotes are not closed')],
  ['- a\nb: 1', expect.stringContaining('line 2: it does not fit what stands above it')],
  ['a: 1\n---\nb: 2', expect.stringContaining('more than one document')],
  ['[]: 1', expect.stringContaining('line 1: what stands there is not YAML that is read here')],
])('%j: %s', (text, expected) => {
  expect(whyNot(text)).toEqual(expected)
})
