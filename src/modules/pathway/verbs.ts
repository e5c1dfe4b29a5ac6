import { verb, type VerbDescription } from '#kernel/declare/verb.js'
import { reasonsInShort } from './advised-in-words.js'
import { checkGate, unmetOf } from './check-gate.js'
import type { GateAssessment, GateItem } from './gate-assessment.js'
import { wordedAssessment } from './worded-assessment.js'

/** The exit code of a gate that cannot be passed, as of Unmet everywhere (design of the command line). */
const UNMET = 7

/** The command-line verbs about gates. */
export const pathwayVerbs: readonly VerbDescription[] = [
  verb({
    noun: 'gate',
    verb: 'check',
    summary: 'Say what is met, unmet and advisory at a gate of a deployment, and why',
    arguments: [
      { name: 'deployment', description: 'id of the deployment, such as dep_01…' },
      { name: 'gate', description: 'assess, pilot, implement, usual, review, scale or cease' },
    ],
    needs: 'organisation',
    organisationOf: 'deployment',
    run: async ({ read, options }) => {
      const { assessment } = await read(checkGate, {
        deploymentId: options['deployment'],
        gate: options['gate'],
      })
      const stops = !assessment.canPass
      const { message, unmet } = unmetOf(assessment)
      return {
        json: stops
          ? { ...wordedAssessment(assessment), error: { code: 'unmet', message, unmet } }
          : wordedAssessment(assessment),
        text: inWords(assessment),
        ...(stops ? { exitCode: UNMET } : {}),
      }
    },
  }),
]

const inWords = (assessment: GateAssessment): string =>
  [
    ...reasonsInShort(assessment),
    ...list('Unmet', assessment.unmet),
    ...list('By exception', assessment.excepted),
    ...list('Advised', assessment.advisory),
    ...list('Met', [...assessment.met, ...assessment.accepted]),
    ...list('Does not apply', assessment.notApplicable),
    `Agreed way, version ${assessment.frameworkVersion}.`,
  ].join('\n')

const list = (heading: string, items: readonly GateItem[]): string[] =>
  items.length === 0
    ? []
    : [
        '',
        `${heading}:`,
        ...items.map((item) =>
          item.kind === 'requirement'
            ? `- ${item.name} (${item.requirementId}): ${item.sentence}`
            : `- ${item.name}: ${item.sentence}`,
        ),
      ]
