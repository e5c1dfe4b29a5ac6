export {
  acknowledgeSignal,
  actOnSignal,
  closeSignal,
  explainSignal,
} from './signals/answer-signal.js'
export { closeWindow } from './closing/close-window.js'
export { enterFigure } from './entered/enter-figure.js'
export { fixPlan } from './plan/fix-plan.js'
export { gatePoint, gatePoints, monitoringFacts } from './points/gate-points.js'
export { signalsInWords } from './show-data.js'
export { MEASURES, measureName } from './measures.js'
export type {
  GatePoint,
  IntakeSwitch,
  MonitoringPlan,
  PlanMeasure,
  Point,
  PointState,
  Signal,
  SignalState,
} from './model.js'
export { readIntakeSwitch } from './intake/intake-store.js'
export { readPlan } from './plan/plan-store.js'
export { recordReceipts } from './intake/record-receipts.js'
export { openSignals } from './signals/signal-store.js'
export { switchOffIntake, switchOnIntake } from './intake/switch-intake.js'
export { ownedMonitoring } from './signals/take-over-monitoring.js'
export { HOW_MANY } from './pages/addresses.js'
export { pointsCsv } from './pages/show/points-csv.js'
export { showMonitoring } from './show-monitoring.js'
export { MOST_IN_A_REPORT, showReport } from './report/show-report.js'
export type { MonthReport } from './report/report.js'
export { takeSummary } from './received/take-summary.js'
export { monitoringModule } from './module.js'
export { monitoringVerbs } from './verbs.js'
