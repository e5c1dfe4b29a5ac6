const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2]

/** Whether ten digits pass the check of an NHS number (modulus 11). Spaces and hyphens are ignored. */
export function passesNhsNumberCheck(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (!/^\d{10}$/.test(digits)) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(digits[9])
}

/** Whether the text has the ten digits of an NHS number, passing its check or not. */
export const hasTenDigits = (text: string): boolean => /^\d{3}[ -]?\d{3}[ -]?\d{4}$/.test(text)

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i

/** Whether a label is itself an NHS number, an e-mail address or a full postcode. */
export function looksIdentifying(label: string): boolean {
  const text = label.trim()
  return passesNhsNumberCheck(text) || EMAIL.test(text) || POSTCODE.test(text)
}

const IDENTIFYING_HEADERS = new Set(
  [
    'address, addressline1, birthdate, chinumber, dateofbirth, dob, email, emailaddress, firstname',
    'forename, fullname, hospitalnumber, lastname, medicalrecordnumber, middlename, mobile',
    'mobilenumber, mrn, name, nhsid, nhsno, nhsnum, nhsnumber, patientname, phone, phonenumber',
    'postalcode, postcode, surname, telephone, telephonenumber',
  ]
    .join(', ')
    .split(', '),
)

/** Whether a column's header says that it holds who a person is. */
export function isIdentifyingHeader(header: string): boolean {
  const plain = header.toLowerCase().replace(/[^a-z0-9]/g, '')
  return (
    IDENTIFYING_HEADERS.has(plain) || IDENTIFYING_HEADERS.has(plain.replace(/^(patient|pt)/, ''))
  )
}
