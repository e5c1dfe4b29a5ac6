import {
  CARD_ROOT,
  namespaceOf,
  sectionsOf,
  type CardElement,
  type CardVersion,
} from '../card-description.js'

const RESULTS = [
  '{"kind":"single","value":0}',
  '{"kind":"estimate_ci","estimate":88.5,"lower":80.4,"upper":94.1,"level":95,"unit":"%"}',
  '{"kind":"mean_sd","mean":4.2,"sd":0.3,"unit":"minutes"}',
]

/** A small card of a fictional supplier, one element a line; `values` replaces texts by element name. */
export const cardText = (
  version: CardVersion,
  values: Readonly<Record<string, string>> = {},
): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${CARD_ROOT} xmlns="${namespaceOf(version)}">`,
    ...sectionsOf(version).flatMap((section) => lines(section, values)),
    `</${CARD_ROOT}>`,
    '',
  ].join('\n')

/** The bytes of a text. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const NAMES: Readonly<Record<string, string>> = {
  ModelName: 'Example Chest Reader',
  ModelDeveloper: 'Example Imaging Ltd',
  DeveloperContact: 'cards@imaging.example',
  ReleaseDate: 'March 2026',
  ReleaseVersion: '2.3',
  KnownBiasesOrEthicalConsiderations: 'None',
}

const lines = (element: CardElement, values: Readonly<Record<string, string>>): string[] => {
  if (element.holds === 'parts') {
    if (element.occurs === 'at-least-once')
      return RESULTS.flatMap((json) =>
        wrapped(element, { ...values, ValueJson: values['ValueJson'] ?? json }),
      )
    return wrapped(element, values)
  }
  const value = values[element.name] ?? NAMES[element.name] ?? `Our words on ${element.label}`
  return [`<${element.name}>${value}</${element.name}>`]
}

const wrapped = (element: CardElement, values: Readonly<Record<string, string>>): string[] => [
  `<${element.name}>`,
  ...element.parts.flatMap((part) => lines(part, values)),
  `</${element.name}>`,
]
