/** What a column of a hazard log can hold. */
export const COLUMN_FIELDS = [
  'key',
  'name',
  'description',
  'causes',
  'effect',
  'hazard',
  'harm',
  'existingControls',
  'initialLikelihood',
  'initialSeverity',
  'initialRisk',
  'design',
  'test',
  'training',
  'process',
  'residualLikelihood',
  'residualSeverity',
  'residualRisk',
  'toleratedBecause',
  'owner',
  'state',
] as const
export type ColumnField = (typeof COLUMN_FIELDS)[number]

/** The columns as files and the screen say them, in the order they are written. */
export const COLUMN_NAMES: Readonly<Record<ColumnField, string>> = {
  key: 'Hazard number',
  name: 'Hazard name',
  description: 'Description',
  causes: 'Causes',
  effect: 'Effect on intended care',
  hazard: 'What could go wrong',
  harm: 'Harm',
  existingControls: 'Existing controls',
  initialLikelihood: 'Initial likelihood',
  initialSeverity: 'Initial severity',
  initialRisk: 'Initial risk',
  design: 'New control: design',
  test: 'New control: test',
  training: 'New control: training',
  process: 'New control: process',
  residualLikelihood: 'Residual likelihood',
  residualSeverity: 'Residual severity',
  residualRisk: 'Residual risk',
  toleratedBecause: 'Tolerated because',
  owner: 'Owner',
  state: 'State',
}

/** Which field each column holds, by its place; `null` is left out. */
export type Mapping = readonly (ColumnField | null)[]

// Words that name a field, tried from the top: the first that fits and is not taken counts.
const FITTING: readonly (readonly [ColumnField, RegExp])[] = [
  ['initialLikelihood', /^(?:initial|inherent|pre|before|original|unmitigated).*likelihood$/],
  [
    'initialSeverity',
    /^(?:initial|inherent|pre|before|original|unmitigated).*(?:severity|consequence|impact)$/,
  ],
  ['initialRisk', /^(?:initial|inherent|pre|before|original|unmitigated).*(?:risk|rating|score)/],
  ['residualLikelihood', /^(?:residual|post|after|final|current|mitigated).*likelihood$/],
  [
    'residualSeverity',
    /^(?:residual|post|after|final|current|mitigated).*(?:severity|consequence|impact)$/,
  ],
  ['residualRisk', /^(?:residual|post|after|final|current|mitigated).*(?:risk|rating|score)/],
  ['key', /^(?:id|ref|reference|no|number|(?:hazard|risk) ?(?:id|ref|reference|no|number))$/],
  ['name', /^(?:name|title|hazard (?:name|title))$/],
  ['description', /description|summary/],
  ['causes', /cause/],
  ['effect', /effect|clinical impact|^impact$/],
  ['existingControls', /existing|current control/],
  ['design', /design/],
  ['test', /\btest/],
  ['training', /training/],
  ['process', /process|procedure/],
  ['toleratedBecause', /tolerat|justification|rationale/],
  ['owner', /owner/],
  ['state', /^(?:state|status)$/],
  ['harm', /harm/],
  ['hazard', /go wrong|^hazard$/],
  ['initialLikelihood', /^likelihood$/],
  ['initialSeverity', /^(?:severity|consequence)$/],
  ['initialRisk', /^risk(?: rating| score)?$/],
]

/** Suggests what each column holds, by its heading; nothing is taken twice. A person settles it. */
export const suggestMapping = (heading: readonly string[]): Mapping => {
  const plain = heading.map((one) =>
    one
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, ' ')
      .trim(),
  )
  const mapping: (ColumnField | null)[] = heading.map(() => null)
  for (const [field, fits] of FITTING) {
    const at = plain.findIndex((one, place) => mapping[place] === null && fits.test(one))
    if (at >= 0 && !mapping.includes(field)) mapping[at] = field
  }
  // A log with one column called hazard and no name means the name by it.
  if (!mapping.includes('name') && mapping.includes('hazard'))
    mapping[mapping.indexOf('hazard')] = 'name'
  return mapping
}
