import { WHO_DECIDES_WORDS, CAN_REFUSE_WORDS } from '#modules/public-register/index.js'
import type { ToldAnswer } from '../evidence-words.js'
import { asDate } from '#ui/words.js'
import { phaseOf } from './atrs-metadata.js'
import type { FillTools } from './atrs-record.js'

type Fill = (tools: FillTools) => readonly (ToldAnswer | null)[]

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/

const SYSTEM = ['How it was made', 'The system'] as const

const isOwn = ({ facts }: FillTools): boolean =>
  facts.product.supplierId === facts.deployment.organisationId

const supplied =
  (fill: Fill): Fill =>
  (tools) =>
    isOwn(tools) ? [] : fill(tools)

const decides: Fill = ({ facts, told }) => {
  const decided = facts.publicContent?.decides ?? 'not-answered'
  return [told(decided === 'not-answered' ? '' : WHO_DECIDES_WORDS[decided])]
}

const refusal: Fill = ({ facts, told }) => {
  const content = facts.publicContent
  if (!content || content.canRefuse === 'not-answered') return []
  return [
    told(`Whether people can say no: ${CAN_REFUSE_WORDS[content.canRefuse]}`),
    told(content.afterRefusal),
  ]
}

const ASSESSMENTS = ['R18', 'R23', 'R04', 'R02'] as const

const assessments: Fill = ({ facts, known }) =>
  ASSESSMENTS.map((id) => {
    const item = facts.evidence.find((one) => one.requirement.id === id)
    if (!item?.signed) return null
    const { signature, documents, reviewSince } = item.signed
    const link = documents.find((one) => one.address !== null)?.address
    return known(
      `${item.requirement.name}. ${item.requirement.question} Signed on ${asDate(signature.on)}${reviewSince ? ', under review' : ''}.${link ? ` ${link}` : ''}`,
      `${id} ${item.requirement.name}`,
    )
  })

const results: Fill = ({ facts, stated }) =>
  facts.card
    ? ['Usefulness, usability and efficacy', 'Fairness and equity', 'Safety and reliability'].map(
        (part) => stated('Measured results', part),
      )
    : []

/** How each field is filled, by its number. What only a person can say stands in R39, asked once. */
export const FILL: Readonly<Record<string, Fill>> = {
  'T1.1': ({ facts, told, known }) => [
    told(facts.publicContent?.name) ?? known(facts.product.name),
  ],
  'T1.2': ({ facts, told, known }) => [
    told(facts.publicContent?.what) ?? known(facts.product.summary),
  ],
  'T1.3': ({ facts, known, answer }) => [
    known(facts.publicAddress, 'the public record'),
    answer('R40', 'where'),
  ],
  // The field is an address; a contact without one stands in 3.6 as how to ask.
  'T1.4': ({ facts, told }) => [told(EMAIL.exec(facts.publicContent?.contact ?? '')?.[0])],
  '1.1': ({ facts, known }) => [known(facts.organisation.name)],
  '1.2': ({ answer }) => [answer('R39', 'team')],
  '1.3': ({ facts, known }) => [
    known(facts.sponsorDecided ? 'Executive sponsor' : '', 'decisions at gates'),
  ],
  '1.4': (tools) => [tools.known(isOwn(tools) ? 'No' : 'Yes')],
  '1.4.1': supplied(({ facts, known }) => [known(facts.product.supplierName)]),
  '1.4.2': supplied(({ answer }) => [answer('R39', 'company-number')]),
  '1.4.3': supplied(({ facts, known }) => [known(`Supplies ${facts.product.name}`)]),
  '1.4.4': supplied(({ answer }) => [answer('R37', 'route')]),
  '1.4.5': supplied(({ answer }) => [
    answer('R20', 'contract', 'Terms on processing'),
    answer('R20', 'training-use', 'The supplier may use the data to improve its models'),
  ]),
  '2.1': ({ facts, known, stated }) => [
    known(facts.product.summary),
    known(
      facts.version?.intendedUse &&
        `Intended use as the supplier states it: ${facts.version.intendedUse}`,
    ),
    stated('Uses and directions', 'Intended use and workflow'),
  ],
  '2.2': ({ facts, known, told }) => [
    known(facts.deployment.useCase.title),
    known(facts.deployment.useCase.setting && `Setting: ${facts.deployment.useCase.setting}`),
    known(facts.deployment.useCase.forWhom && `For: ${facts.deployment.useCase.forWhom}`),
    told(facts.publicContent?.where),
  ],
  '2.3': ({ facts, told, answer }) => [
    told(facts.publicContent?.why),
    answer('R30', 'expected', 'Expected'),
  ],
  '2.4': ({ facts, known, answer }) => [
    known(facts.opportunity?.problem, 'the opportunity'),
    answer('R30', 'baseline', 'Before'),
  ],
  '2.5': ({ answer }) => [answer('R42', 'problem')],
  '3.1': ({ facts, told, answer }) => [
    told(facts.publicContent?.decidesHow),
    answer('R31', 'when-checked', 'When its output is checked'),
    answer('R27', 'interfaces', 'Systems it exchanges data with'),
  ],
  '3.2': ({ stated }) => [stated(...SYSTEM, 'Outcomes and outputs')],
  '3.3': ({ answer }) => [answer('R39', 'scale')],
  '3.4': (tools) => [
    ...decides(tools),
    tools.told(tools.facts.publicContent?.whoChecks),
    tools.answer('R31', 'who-checks', 'Who checks it'),
    tools.answer('R31', 'override', 'How it is overridden'),
  ],
  '3.5': ({ answer }) => [answer('R33', 'who', 'Who is trained'), answer('R33', 'content')],
  '3.6': (tools) => [
    tools.answer('R39', 'challenge'),
    ...refusal(tools),
    tools.told(tools.facts.publicContent?.howToAsk),
  ],
  '4.1.1': ({ facts, known, stated }) => [
    known(facts.hosting && `In this deployment ${facts.hosting}`),
    stated(...SYSTEM, 'Type of model'),
  ],
  '4.1.2': ({ facts, known }) => [known(phaseOf(facts.deployment.stage, facts.deployment.state))],
  '4.1.3': ({ answer, stated }) => [
    answer('R34', 'measures', 'Watched'),
    answer('R34', 'frequency', 'How often'),
    answer('R36', 're-test', 'Tested again'),
    stated(...SYSTEM, 'Maintenance'),
  ],
  '4.1.4': ({ facts, known, stated }) => [
    known(facts.components.map(({ name }) => name).join('; ')),
    stated(...SYSTEM, 'Foundation models'),
  ],
  '4.2.1': ({ facts, stated, known }) => [
    stated('The product', 'Name') ?? known(facts.product.name),
  ],
  '4.2.2': ({ facts, known }) => [known(facts.version?.name)],
  '4.2.3': ({ facts, known }) => [
    known(facts.version?.intendedUse, 'the register, as the supplier states it'),
  ],
  '4.2.4': ({ stated }) => [stated(...SYSTEM, 'Source of its input')],
  '4.2.5': ({ stated }) => [stated(...SYSTEM, 'Outcomes and outputs')],
  '4.2.6': ({ stated }) => [stated(...SYSTEM, 'Type of model')],
  '4.2.7': results,
  '4.2.8': ({ stated }) => [stated(...SYSTEM, 'Data it was developed on')],
  '4.2.9': ({ stated }) => [
    stated('Measured results', 'Usefulness, usability and efficacy', 'Data it was tested on'),
  ],
  '4.3.1': ({ stated }) => [stated(...SYSTEM, 'Source of its input')],
  '4.3.2': ({ stated }) => [stated(...SYSTEM, 'Types of output and input')],
  '4.3.3': ({ stated }) => [stated(...SYSTEM, 'Data it was developed on')],
  '4.3.4': ({ answer }) => [answer('R28', 'sample', 'Local validation')],
  '4.3.5': ({ answer }) => [
    answer('R23', 'lose', 'Who could lose'),
    answer('R28', 'groups', 'By group'),
  ],
  '4.3.6': ({ answer, stated }) => [
    answer('R23', 'known-differences'),
    stated(...SYSTEM, 'What was done against bias'),
  ],
  '4.3.7': ({ answer }) => [answer('R39', 'data-address')],
  '4.3.8': ({ answer }) => [answer('R39', 'data-collection')],
  '4.3.9': ({ answer }) => [answer('R39', 'data-cleaning')],
  '4.3.10': ({ answer }) => [answer('R20', 'contract'), answer('R18', 'processors', 'Processors')],
  '4.3.11': ({ answer }) => [answer('R20', 'locations')],
  '5.1': assessments,
  '5.2': ({ facts, known, answer }) => [
    answer('R18', 'risks'),
    ...facts.hazards.map(({ name, controls }) =>
      known(`${name}: ${controls || 'no control is written down'}`, 'the hazard log'),
    ),
  ],
}
