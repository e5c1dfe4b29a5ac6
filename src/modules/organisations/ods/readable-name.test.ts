import { expect, test } from 'vitest'
import { nameKey, readableName } from './readable-name.js'

const table: [string, string][] = [
  ["GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"],
  ["KING'S COLLEGE HOSPITAL NHS FOUNDATION TRUST", "King's College Hospital NHS Foundation Trust"],
  [
    'THE HILLINGDON HOSPITALS NHS FOUNDATION TRUST',
    'The Hillingdon Hospitals NHS Foundation Trust',
  ],
  [
    'GREAT ORMOND STREET HOSPITAL FOR CHILDREN NHS FOUNDATION TRUST',
    'Great Ormond Street Hospital for Children NHS Foundation Trust',
  ],
  [
    'BARKING, HAVERING AND REDBRIDGE UNIVERSITY HOSPITALS NHS TRUST',
    'Barking, Havering and Redbridge University Hospitals NHS Trust',
  ],
  [
    "SOUTH WEST LONDON AND ST GEORGE'S MENTAL HEALTH NHS TRUST",
    "South West London and St George's Mental Health NHS Trust",
  ],
  [
    'THE NEWCASTLE UPON TYNE HOSPITALS NHS FOUNDATION TRUST',
    'The Newcastle upon Tyne Hospitals NHS Foundation Trust',
  ],
  [
    'ROYAL BROMPTON & HAREFIELD NHS FOUNDATION TRUST',
    'Royal Brompton & Harefield NHS Foundation Trust',
  ],
  [
    'NHS STAFFORDSHIRE AND STOKE-ON-TRENT INTEGRATED CARE BOARD',
    'NHS Staffordshire and Stoke-on-Trent Integrated Care Board',
  ],
  ['NHS NORTH EAST AND NORTH CUMBRIA ICB - 00L', 'NHS North East and North Cumbria ICB - 00L'],
  ['HARROW - SUB-ICB REPORTING ENTITY', 'Harrow - Sub-ICB Reporting Entity'],
  ['THE SURGERY', 'The Surgery'],
  ['  THE   SURGERY ', 'The Surgery'],
  ["JAMES O'RIORDAN MEDICAL CENTRE", "James O'Riordan Medical Centre"],
  ['DR MCCARTHY & PARTNERS', 'Dr McCarthy & Partners'],
  ["DR MLR SIDDIQUI'S PRACTICE", "Dr MLR Siddiqui's Practice"],
  ['ST. KATHERINE’S DOCK PRACTICE', "St. Katherine's Dock Practice"],
  ['HANWELL HEALTH CENTRE (NAISH)', 'Hanwell Health Centre (Naish)'],
  ['AT MEDICS - THE LOXFORD PRACTICE', 'AT Medics - The Loxford Practice'],
  ['4TH AVENUE SURGERY', '4th Avenue Surgery'],
  ['PLUMSTEAD H/C PMS', 'Plumstead H/C PMS'],
  ['E12 HEALTH', 'E12 Health'],
  ['Barts Health NHS Trust', 'Barts Health NHS Trust'],
  ['', ''],
]

test.each(table)('%s is written %s', (given, wanted) => {
  expect(readableName(given)).toBe(wanted)
})

test('a name once readable stays as it is', () => {
  for (const [given] of table) expect(readableName(readableName(given))).toBe(readableName(given))
})

test.each([
  ["ST GEORGE'S & ST. MARY'S", 'St Georges and St Marys'],
  ['Stoke-on-Trent', 'STOKE ON TRENT'],
])('%s and %s are one name', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})
