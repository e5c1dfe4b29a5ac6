/** What the example's people answer in guided forms, by the number of the question. */
export const OVERSIGHT = {
  '1.1': 'The nurse in charge of the ward',
  '1.2': 'before',
  '1.5': 3,
  '1.6': 'The early warning score is written down first, without looking at the alert.',
  '2.1': 'Dismiss the alert and say why in one line; care goes on as the nurse judges.',
  '2.2': 'Counted each week; the outreach team reads a sample of them each month.',
  '2.3':
    'The site manager calls the digital operations desk, which stops the interface within minutes.',
  '2.4': 'The early warning score is recorded by hand as before.',
}

export const EQUALITY = {
  '1.1': 'Adults on wards who become worse between rounds',
  '1.2':
    'People whose skin is darker, where a finger probe reads oxygen too high; people who cannot call for help.',
  '1.3': 'The patient and carer panel, and two ward sisters',
  '2.1': 'partly',
  '2.2': 'By sex and age band in the monitoring, each week and site.',
  '2.3': 'By ethnicity after six months, from the record; until then it is not known.',
  '3.1': 'Nurses keep their own judgement, and the early warning score is still recorded.',
  '3.2': 'The early warning score and the call bell work without the tool.',
  '3.3': 'At the review after the first year, and with each new version',
}

export const COMPANY = {
  A1: 'Example Health Software Ltd',
  A2: 'Example deterioration alert',
  A3: '2.3',
}

export const SAFETY_PLAN = {
  '1.1': 'A list of adults in the order of the estimate, on all acute wards, for nurses in charge.',
  '1.2':
    'The chief nurse is responsible; the clinical safety officer of this trust signs the file.',
  '1.3': 'The published matrix; a risk of 3 takes two acceptances.',
  '1.4': 'With ward staff in two workshops, from the supplier’s log, and from concerns.',
}

export const PRIVACY = {
  '1.1': 'Estimating from readings that are taken anyway who may become seriously ill.',
  '1.2': 'Vital signs, age and blood results of adults on wards, about 12,000 stays a year.',
  '1.4': 'Without them there is no estimate; names and addresses are not used.',
}
