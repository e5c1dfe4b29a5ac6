import type { AttentionKind } from './model.js'

/** The words of each kind: its tag, and how a count of it reads on. */
export const ATTENTION_WORDS: Readonly<
  Record<
    AttentionKind,
    {
      tag: string
      tone: 'red' | 'yellow' | 'blue' | 'orange' | 'neutral'
      counted: readonly [one: string, many: string]
    }
  >
> = {
  stop: {
    tag: 'Stop',
    tone: 'red',
    counted: ['stop called, not yet confirmed off', 'stops called, not yet confirmed off'],
  },
  alert: {
    tag: 'Alert',
    tone: 'red',
    counted: ['alert not answered by everybody', 'alerts not answered by everybody'],
  },
  concern: {
    tag: 'Concern',
    tone: 'red',
    counted: [
      'concern that is serious, or late to triage',
      'concerns that are serious, or late to triage',
    ],
  },
  signal: {
    tag: 'Signal',
    tone: 'yellow',
    counted: ['tool with signals not explained', 'tools with signals not explained'],
  },
  pilot: {
    tag: 'Overdue',
    tone: 'orange',
    counted: ['pilot past its end', 'pilots past their end'],
  },
  decision: {
    tag: 'Decision',
    tone: 'yellow',
    counted: ['decision due within 7 days', 'decisions due within 7 days'],
  },
  expired: {
    tag: 'Expired',
    tone: 'orange',
    counted: ['tool with expired evidence', 'tools with expired evidence'],
  },
  expiring: {
    tag: 'Expiring',
    tone: 'yellow',
    counted: [
      'tool with exceptions or evidence that end in 30 days',
      'tools with exceptions or evidence that end in 30 days',
    ],
  },
  duplicated: {
    tag: 'Duplicated',
    tone: 'blue',
    counted: [
      'thing begun by more than one organisation',
      'things begun by more than one organisation',
    ],
  },
  before: {
    tag: 'Catch up',
    tone: 'neutral',
    counted: ['in use before assessment', 'in use before assessment'],
  },
}
