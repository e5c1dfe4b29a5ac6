import { expect, it } from 'vitest'
import { readBatch, UNREADABLE } from './read-batch.js'

it.each([
  [
    'one object a line',
    '{"a":1}\n\n{"b":{"c":"},{"}, "d":2}\r\n',
    [{ a: 1 }, { b: { c: '},{' }, d: 2 }],
  ],
  ['a line that is not JSON', '{"a":1}\nnothing\n{"b":2}', [{ a: 1 }, UNREADABLE, { b: 2 }]],
  ['a line that is no object', '{"a":1}\n2\n"b"', [{ a: 1 }, UNREADABLE, UNREADABLE]],
  ['two objects on a line', '{"a":1},{"b":2}\n{"c":3}', [UNREADABLE, { c: 3 }]],
  ['a text after an object', '{"a":1},"b"\n{"c":3}', [UNREADABLE, { c: 3 }]],
  ['an object over two lines', '{"a":1}\n{"b":\n2}', [{ a: 1 }, UNREADABLE, UNREADABLE]],
  ['an array', ' [{"a":1},2]', [{ a: 1 }, 2]],
])('reads %s', (_, text, events) => {
  expect(readBatch(text)).toEqual(events)
})

it('does not let two lines that are one make up for one that is two', () => {
  expect(() => readBatch('{"a":1} , {"b":2}\n{"c":[{}\n{}]}')).toThrow('NDJSON')
  expect(readBatch('{"a":1}, "x"\n{"c":[{}\n{}]}\n{"d":4}')).toEqual([
    UNREADABLE,
    UNREADABLE,
    UNREADABLE,
    { d: 4 },
  ])
})
