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

/** The facts by what they are about, each a page of its own; what a system adds stands in the last. */
const FACT_GROUPS: readonly { id: string; name: string; facts: readonly FactDefinition['id'][] }[] =
  [
    {
      id: 'about-care',
      name: 'Patients and care',
      facts: ['clinical', 'realCare', 'medicalDevice', 'patientFacing', 'decidesAboutPerson'],
    },
    {
      id: 'about-kind',
      name: 'What it does',
      facts: ['generative', 'ambientScribe', 'imaging'],
    },
    {
      id: 'about-data',
      name: 'Information, and where it runs',
      facts: [
        'personalData',
        'beyondDirectCare',
        'connectsToClinicalSystems',
        'internetFacing',
        'hosting',
      ],
    },
    {
      id: 'about-more',
      name: 'Who else is in it',
      facts: ['centralBody', 'underCharter'],
    },
  ]

/** The facts that are asked, in groups with a name, each fact once. */
export const factGroups = (
  asked: readonly FactDefinition[],
): { id: string; name: string; facts: readonly FactDefinition[] }[] => {
  const named = new Set(FACT_GROUPS.flatMap(({ facts }) => facts))
  const last = FACT_GROUPS.at(-1)
  return FACT_GROUPS.map((group) => ({
    ...group,
    facts: asked.filter(({ id }) => group.facts.includes(id) || (group === last && !named.has(id))),
  })).filter(({ facts }) => facts.length > 0)
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
