export { acknowledgeSignal, actOnSignal, closeSignal, explainSignal } from './answer-signal.js'
export { closeWindow } from './close-window.js'
export { enterFigure } from './enter-figure.js'
export { fixPlan } from './fix-plan.js'
export { gatePoint, gatePoints, monitoringFacts } from './gate-points.js'
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
export { readIntakeSwitch } from './intake-store.js'
export { readPlan } from './plan-store.js'
export { recordReceipts } from './record-receipts.js'
export { openSignals } from './signal-store.js'
export { switchOffIntake, switchOnIntake } from './switch-intake.js'
export { ownedMonitoring } from './take-over-monitoring.js'
export { HOW_MANY } from './pages/addresses.js'
export { pointsCsv } from './pages/show/points-csv.js'
export { showMonitoring } from './show-monitoring.js'
export { MOST_IN_A_REPORT, showReport } from './show-report.js'
export type { MonthReport } from './report.js'
export { takeSummary } from './take-summary.js'
export { monitoringModule } from './module.js'
export { monitoringVerbs } from './verbs.js'
