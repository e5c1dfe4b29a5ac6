/** How often an element may stand in its place. */
export type Occurrence = 'once' | 'optional' | 'any-number' | 'at-least-once'

/** One element of a card as we describe it. Elements stand in the order in which they are listed. */
export interface CardElement {
  name: string
  /** The heading that people read. */
  label: string
  occurs: Occurrence
  /** `text` holds any text; `result` holds JSON of one of three kinds; `parts` holds elements only. */
  holds: 'text' | 'result' | 'parts'
  parts: readonly CardElement[]
}

/** The versions of the format that we read. */
export const CARD_VERSIONS = ['0.1', '0.2'] as const
/** A version of the format. */
export type CardVersion = (typeof CARD_VERSIONS)[number]

/** The namespace of XML signatures (W3C, XML Signature Syntax and Processing). */
export const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#'
/** The name of the outermost element of a card. */
export const CARD_ROOT = 'AppliedModelCard'

/** The namespace that tells which version a card is of. */
export const namespaceOf = (version: CardVersion): string =>
  `https://mc.chai.org/v${version}/schema.xsd`

const text = (name: string, label: string, occurs: Occurrence = 'once'): CardElement => ({
  name,
  label,
  occurs,
  holds: 'text',
  parts: [],
})

const parts = (
  name: string,
  label: string,
  list: readonly CardElement[],
  occurs: Occurrence = 'once',
): CardElement => ({ name, label, occurs, holds: 'parts', parts: list })

const results = parts('Results', 'Results', [
  parts(
    'MetricResult',
    'Result',
    [
      text('Label', 'What was measured'),
      { ...text('ValueJson', 'Measured value'), holds: 'result' },
    ],
    'at-least-once',
  ),
])

const metric = (name: string, label: string, version: CardVersion): CardElement =>
  parts(name, label, [
    text('MetricGoal', 'Goal'),
    version === '0.1' ? text('Result', 'Result') : results,
    text('Interpretation', 'Interpretation'),
    text('TestType', 'Kind of test'),
    text('TestingDataDescription', 'Data it was tested on'),
    text('ValidationProcessAndJustification', 'How it was validated, and why so'),
  ])

const release = (version: CardVersion): CardElement =>
  parts('ReleaseInfo', 'Release', [
    text('ReleaseStage', 'Stage'),
    text('ReleaseDate', 'Date of the release'),
    text('ReleaseVersion', 'Version'),
    text('GlobalAvailability', 'Where it is available'),
    ...(version === '0.1'
      ? []
      : [
          parts(
            'EHRCompatibility',
            'Works with',
            [text('EHR', 'Record system', 'any-number')],
            'optional',
          ),
        ]),
    text('RegulatoryApproval', 'Regulation', 'optional'),
  ])

const trust = parts('TrustIngredients', 'How it was made', [
  parts('AISystemFacts', 'The system', [
    text('OutcomesAndOutputs', 'Outcomes and outputs'),
    text('ModelType', 'Type of model'),
    text('FoundationModels', 'Foundation models', 'optional'),
    text('InputDataSource', 'Source of its input'),
    text('OutputAndInputDataTypes', 'Types of output and input'),
    text('DevelopmentDataCharacterization', 'Data it was developed on'),
    text('BiasMitigationApproaches', 'What was done against bias'),
    text('OngoingMaintenance', 'Maintenance'),
    text('Security', 'Security', 'optional'),
    text('Transparency', 'Transparency', 'optional'),
  ]),
  parts('TransparencyInformation', 'Who stands behind it', [
    text('FundingSource', 'Funding'),
    text('ThirdPartyInformation', 'Third parties', 'optional'),
    text('StakeholdersConsulted', 'Who was consulted'),
  ]),
])

/**
 * The sections of a card in their order. Source: Coalition for Health AI, Applied Model Card formats
 * v0.1 and v0.2 (mc-schema, 2025). They differ in the results, and v0.2 adds record systems.
 */
export const sectionsOf = (version: CardVersion): readonly CardElement[] => [
  parts('BasicInfo', 'The product', [
    text('ModelName', 'Name'),
    text('ModelDeveloper', 'Developer'),
    text('DeveloperContact', 'Contact'),
  ]),
  release(version),
  parts('ModelSummary', 'Summary', [
    text('Summary', 'What it is'),
    parts('Keywords', 'Keywords', [text('Keyword', 'Keyword', 'any-number')]),
  ]),
  parts('UsesAndDirections', 'Uses and directions', [
    text('IntendedUseAndWorkflow', 'Intended use and workflow'),
    text('PrimaryIntendedUsers', 'Who is meant to use it'),
    text('HowToUse', 'How to use it'),
    text('TargetedPatientPopulation', 'Patients it is meant for'),
    text('CautionedOutOfScopeSettings', 'Where it is not meant to be used'),
  ]),
  parts('Warnings', 'Warnings', [
    text('KnownRisksAndLimitations', 'Known risks and limitations'),
    text('KnownBiasesOrEthicalConsiderations', 'Known biases and ethical considerations'),
    text('ClinicalRiskLevel', 'Clinical risk'),
  ]),
  trust,
  parts('KeyMetrics', 'Measured results', [
    metric('UsefulnessUsabilityEfficacy', 'Usefulness, usability and efficacy', version),
    metric('FairnessEquity', 'Fairness and equity', version),
    metric('SafetyReliability', 'Safety and reliability', version),
  ]),
  parts('Resources', 'Resources', [
    text('EvaluationReferences', 'References on its evaluation', 'optional'),
    text('ClinicalTrial', 'Clinical trial', 'optional'),
    text('PeerReviewedPublications', 'Peer-reviewed publications'),
    text('ReimbursementStatus', 'Reimbursement', 'optional'),
    text('PatientConsentOrDisclosure', 'Consent of patients, or what they are told'),
  ]),
  text('Bibliography', 'Bibliography'),
]
