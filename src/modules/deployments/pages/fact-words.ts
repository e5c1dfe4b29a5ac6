import type { FactDefinition } from '#modules/framework/index.js'

/** Short names of the facts for a narrow column; the question in full stands where it is asked. */
const FACT_NAMES: Readonly<Partial<Record<FactDefinition['id'], string>>> = {
  clinical: 'Could affect care',
  realCare: 'Used in real care',
  medicalDevice: 'Medical device',
  personalData: 'Personal data',
  patientFacing: 'Seen by patients',
  generative: 'Writes or draws',
  ambientScribe: 'Ambient scribe',
  imaging: 'Reads images',
  decidesAboutPerson: 'Decides about people',
  connectsToClinicalSystems: 'Connects to clinical systems',
  internetFacing: 'Open to the internet',
  beyondDirectCare: 'Used beyond direct care',
  centralBody: 'Used by a central body',
  underCharter: 'Under a charter',
  hosting: 'Where it runs',
}

/** The short name of a fact. */
export const factName = (fact: FactDefinition): string => FACT_NAMES[fact.id] ?? fact.question

/** What is known of one fact, in words; undefined where it is not answered. */
export const factWords = (
  fact: FactDefinition,
  value: boolean | string | null | undefined,
): string | undefined => {
  if (value === null || value === undefined) return undefined
  if (fact.kind === 'yes-no') return capital(value === true ? `yes: ${fact.yes}` : `no: ${fact.no}`)
  const label = fact.choices.find((choice) => choice.id === value)?.label
  return label && capital(label)
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
