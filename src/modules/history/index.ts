export { historyOf, listAudit, showHistory } from './history-of.js'
export { auditSection, historyModule } from './module.js'
