import { moduleOf, operations } from '#kernel/declare/module.js'
import { listAudit, showHistory } from './history-of.js'
import { RECORD_KINDS, type RecordKind } from './model.js'
import { auditCsv } from './pages/audit-csv.js'
import { auditPage } from './pages/audit.js'
import { deploymentHistoryPage, recordHistoryPage } from './pages/record.js'

const pathOf = (kind: RecordKind): string =>
  kind === 'deployment' ? '/register/deployments/:id/history' : `/history/${kind}/:id`

/** What was done to each record and in each organisation, read from the audit trail. */
export const historyModule = moduleOf({
  name: 'history',
  rank: 12,
  operations: operations(showHistory, listAudit),
  pages: [deploymentHistoryPage, recordHistoryPage, auditPage, auditCsv],
  tabs: RECORD_KINDS.map((kind) => ({
    of: kind,
    label: 'History',
    order: 10,
    path: pathOf(kind),
    allow: ['signed-in', 'operator'],
  })),
})

/** The audit trail among the pages of Administration. */
export const auditSection = {
  href: '/administration/audit',
  title: 'Audit trail',
  words: 'Who did what, and when, with what changed.',
  roles: ['administrator', 'auditor', 'operator'],
} as const
