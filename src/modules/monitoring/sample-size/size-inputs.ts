/** One number that a question asks for. */
export interface SizeInput {
  readonly name: string
  readonly label: string
  readonly hint: string
  /** How it is written: a share also as a percentage, a number, or a whole count. */
  readonly kind: 'share' | 'number' | 'count'
  /** Lowest and highest that is taken. */
  readonly from: number
  readonly to: number
  /** What stands in the field to begin with, as it is typed. */
  readonly usual?: string
  /** May be left empty. */
  readonly optional?: boolean
}

const SHARE = { kind: 'share', from: 0.001, to: 0.999 } as const
const WIDTH = { kind: 'number', from: 0.01, to: 1 } as const

/** Numbers that questions ask for, by name. */
export const SIZE_INPUTS = {
  expected: {
    name: 'expected',
    label: 'Share that you expect',
    hint: 'Such as 0.9 or 90%. If you do not know, 50% needs the most cases',
    ...SHARE,
  },
  within: {
    name: 'within',
    label: 'How close you want to know it, either side',
    hint: 'Such as 0.03 or 3%, for an interval of 3 points either side',
    kind: 'share',
    from: 0.001,
    to: 0.4,
    usual: '0.05',
  },
  passMark: {
    name: 'passMark',
    label: 'Pass mark',
    hint: 'Such as 0.8 or 80%; not the share that you expect',
    ...SHARE,
  },
  other: {
    name: 'other',
    label: 'Share in the other group',
    hint: 'With the smallest difference that matters to you',
    ...SHARE,
  },
  sensitivity: {
    name: 'sensitivity',
    label: 'Sensitivity that you expect',
    hint: 'Such as 0.9 or 90%',
    ...SHARE,
  },
  specificity: {
    name: 'specificity',
    label: 'Specificity that you expect',
    hint: 'Such as 0.8 or 80%',
    ...SHARE,
  },
  prevalence: {
    name: 'prevalence',
    label: 'Share of all cases with the outcome',
    hint: 'Where the tool will be used, such as 0.1 or 10%',
    ...SHARE,
  },
  auroc: {
    name: 'auroc',
    label: 'AUROC that you expect',
    hint: 'Such as 0.8; 0.5 is chance',
    kind: 'number',
    from: 0.51,
    to: 0.995,
  },
  width: {
    name: 'width',
    label: 'Whole width of the 95% interval',
    hint: 'Such as 0.1, for 0.75 to 0.85',
    kind: 'number',
    from: 0.005,
    to: 0.5,
    usual: '0.1',
  },
  oeWidth: {
    name: 'oeWidth',
    label: 'Whole width for observed to expected',
    hint: '0.2 gives about 0.9 to 1.1',
    usual: '0.2',
    ...WIDTH,
  },
  slopeWidth: {
    name: 'slopeWidth',
    label: 'Whole width for the calibration slope',
    hint: '0.2 gives 0.9 to 1.1',
    usual: '0.2',
    ...WIDTH,
  },
  cases: {
    name: 'cases',
    label: 'Cases in one period',
    hint: 'What the share is taken of: for sensitivity, those with the outcome',
    kind: 'count',
    from: 1,
    to: 10_000_000,
  },
  power: {
    name: 'power',
    label: 'How often it must be found',
    hint: '80% means in 8 of 10 evaluations',
    kind: 'share',
    from: 0.5,
    to: 0.99,
    usual: '80%',
  },
  perWeek: {
    name: 'perWeek',
    label: 'How many of these come in a week',
    hint: 'To say how many weeks it takes',
    kind: 'number',
    from: 0.01,
    to: 10_000_000,
    optional: true,
  },
} as const satisfies Readonly<Record<string, SizeInput>>

export type SizeInputName = keyof typeof SIZE_INPUTS
