import { describe, expect, test } from 'vitest'
import { agreedWay } from './agreed-way.js'
import { appliesInWords, conditionInWords } from './applies-in-words.js'
import { evaluateApplies, splitReasons } from './applies.js'
import { requireRequirement } from './find-in-framework.js'
import { requirementInText } from './framework-in-text.js'
import type { DeploymentFacts, Expression, FactDefinition } from './model.js'

const clinical: Expression = { fact: 'clinical', equals: true }
const personal: Expression = { fact: 'personalData', equals: true }
const onSite: Expression = { fact: 'hosting', equals: 'on-site' }

const asked = { help: null, from: null }

const definitions: FactDefinition[] = [
  {
    id: 'clinical',
    ...asked,
    kind: 'yes-no',
    question: 'Could it affect care?',
    yes: 'it could affect care',
    no: 'it cannot affect care',
  },
  {
    id: 'personalData',
    ...asked,
    kind: 'yes-no',
    question: 'Is personal data used?',
    yes: 'it uses personal data',
    no: 'it uses no personal data',
  },
  {
    id: 'hosting',
    ...asked,
    kind: 'choice',
    question: 'Where does it run?',
    choices: [
      { id: 'on-site', label: 'it runs on site' },
      { id: 'edge', label: 'it runs on a device' },
    ],
  },
]

const care = 'It could affect care.'
const noCare = 'It cannot affect care.'
const data = 'It uses personal data.'
const noData = 'It uses no personal data.'
const careUnknown = 'Not answered: Could it affect care?'
const dataUnknown = 'Not answered: Is personal data used?'

const cases: [string, Expression, DeploymentFacts, boolean, string[]][] = [
  ['always applies to anything', 'always', {}, true, ['It always applies.']],
  ['a fact that is so applies', clinical, { clinical: true }, true, [care]],
  ['a fact that is not so does not', clinical, { clinical: false }, false, [noCare]],
  [
    'a fact asked to be no applies when it is no',
    { fact: 'clinical', equals: false },
    { clinical: false },
    true,
    [noCare],
  ],
  ['a fact not answered keeps it applying and says so', clinical, {}, true, [careUnknown]],
  ['null is not answered', clinical, { clinical: null }, true, [careUnknown]],
  ['a choice that is chosen applies', onSite, { hosting: 'on-site' }, true, ['It runs on site.']],
  ['another choice does not', onSite, { hosting: 'edge' }, false, ['It runs on a device.']],
  [
    'a choice nobody knows is shown by its id',
    onSite,
    { hosting: 'moon' },
    false,
    ['Hosting is moon.'],
  ],
  [
    'all: both hold',
    { all: [clinical, personal] },
    { clinical: true, personalData: true },
    true,
    [care, data],
  ],
  [
    'all: one does not, and only that one is named',
    { all: [clinical, personal] },
    { clinical: true, personalData: false },
    false,
    [noData],
  ],
  [
    'all: no beats not answered',
    { all: [clinical, personal] },
    { personalData: false },
    false,
    [noData],
  ],
  [
    'all: yes and not answered is not answered',
    { all: [clinical, personal] },
    { clinical: true },
    true,
    [dataUnknown],
  ],
  [
    'any: one holds, and only that one is named',
    { any: [clinical, personal] },
    { clinical: true, personalData: false },
    true,
    [care],
  ],
  [
    'any: none holds',
    { any: [clinical, personal] },
    { clinical: false, personalData: false },
    false,
    [noCare, noData],
  ],
  ['any: yes beats not answered', { any: [clinical, personal] }, { clinical: true }, true, [care]],
  [
    'any: no and not answered is not answered',
    { any: [clinical, personal] },
    { clinical: false },
    true,
    [dataUnknown],
  ],
  ['not: turns yes into no', { not: clinical }, { clinical: true }, false, [care]],
  ['not: turns no into yes', { not: clinical }, { clinical: false }, true, [noCare]],
  ['not: not answered stays so', { not: clinical }, {}, true, [careUnknown]],
  [
    'nested rules',
    { all: [clinical, { not: { any: [personal, onSite] } }] },
    { clinical: true, personalData: false, hosting: 'edge' },
    true,
    [care, noData, 'It runs on a device.'],
  ],
  [
    'the same reason is given once',
    { any: [clinical, clinical] },
    { clinical: true },
    true,
    [care],
  ],
]

describe('whether a requirement applies', () => {
  test.each(cases)('%s', (_name, expression, facts, applies, because) => {
    expect(evaluateApplies(expression, facts, definitions)).toEqual({ applies, because })
  })

  test('without definitions the ids are shown', () => {
    expect(evaluateApplies(clinical, { clinical: true }).because).toEqual(['Clinical is true.'])
    const { because } = evaluateApplies(clinical, {})
    expect(because).toEqual(['Not answered: clinical'])
    expect(splitReasons(['Clinical is true.', 'It always applies.', ...because])).toEqual({
      always: true,
      known: ['Clinical is true.'],
      unanswered: ['clinical'],
    })
  })
})

describe('a rule in words', () => {
  const framework = agreedWay()
  test.each([
    ['always', 'always'],
    [{ fact: 'realCare', equals: true }, 'it touches real care'],
    [{ not: { fact: 'realCare', equals: true } }, 'it does not touch real care'],
    [{ fact: 'hosting', equals: 'on-site' }, 'it runs on site'],
    [{ not: { fact: 'hosting', equals: 'on-site' } }, 'not (it runs on site)'],
    [
      {
        all: [
          { fact: 'clinical', equals: false },
          {
            any: [
              { fact: 'imaging', equals: true },
              { fact: 'generative', equals: false },
            ],
          },
        ],
      },
      'it cannot affect the care of a patient, and (it reads medical images, or it does not write text, speech or pictures)',
    ],
  ] as const)('%j', (rule, words) => {
    expect(conditionInWords(rule, framework)).toBe(words)
    expect(appliesInWords(rule, framework)).toBe(words === 'always' ? words : `if ${words}`)
  })

  test('is what a requirement says of when it applies, blocks and may be excepted', () => {
    const text = requirementInText(framework, requireRequirement(framework, 'R04'))
    expect(text).toContain(
      'Applies: if it could affect the care of a patient, or it touches real care',
    )
    expect(text).toContain('Exception by nobody if it touches real care (Nobody may go round')
    expect(text).toContain('- Start the pilot: blocks (signed, if it touches real care)')
  })
})
