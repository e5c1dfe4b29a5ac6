import { strToU8, zipSync } from 'fflate'
import { asDate } from '#ui/index.js'
import { reportHtml } from '#ui/report/report-html.js'
import { logAsCsv } from '../export-log.js'
import { assembleCase, type CaseFacts } from './assemble-case.js'
import { localPlan } from './local-plan.js'

/** The DCB0160 starter pack as one archive: local plan, hazard log and safety case, each to be completed. */
export const starterPack = (facts: CaseFacts): Uint8Array =>
  zipSync({
    'READ-ME.txt': strToU8(readMe(facts)),
    'clinical-risk-management-plan.html': strToU8(reportHtml(localPlan(facts))),
    'hazard-log.csv': strToU8(`\ufeff${logAsCsv(facts.hazards.map(({ hazard }) => hazard))}`),
    'clinical-safety-case-report.html': strToU8(reportHtml(assembleCase(facts))),
  })

const readMe = ({ subject, on, frameworkVersion, matrixVersion }: CaseFacts): string =>
  [
    `Starter pack for clinical risk management: ${subject.product.name} at ${subject.organisationName}`,
    `Made on ${asDate(on)}. Agreed way ${frameworkVersion}; risk matrix ${matrixVersion}.`,
    '',
    'clinical-risk-management-plan.html  what the plan settles, with what is known filled in',
    'hazard-log.csv                      the hazard log as it stands; Wardround reads it back',
    'clinical-safety-case-report.html    the report as it stands, a draft',
    '',
    'These are a beginning in our own words, not the wording of DCB0160. NHS England has DCB0129 and',
    'DCB0160 under review: check which version applies. Nothing here is an approval.',
    '',
  ].join('\r\n')
