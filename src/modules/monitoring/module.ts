import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import {
  acknowledgeSignal,
  actOnSignal,
  closeSignal,
  explainSignal,
} from './signals/answer-signal.js'
import {
  closeWindow,
  finaliseWindow,
  judgeDeployments,
  noteProblem,
  noteTouched,
} from './closing/close-window.js'
import { closeWindowsJob } from './closing/close-windows.js'
import { deleteRows } from './intake/delete-rows.js'
import { enterFigure } from './entered/enter-figure.js'
import { enterFigures } from './entered/enter-figures.js'
import { fixPlan } from './plan/fix-plan.js'
import { handOverSignal } from './signals/hand-over-signal.js'
import { intakeRules } from './intake/intake-state.js'
import { listPoints } from './points/list-points.js'
import { monitoringHomeItems } from './pages/home-items.js'
import { mapMetricName } from './metric-names/map-name.js'
import { showMetricNames } from './metric-names/show-names.js'
import { unmapMetricName } from './metric-names/unmap-name.js'
import { latestPanel } from './pages/latest-panel.js'
import { monitoringPages } from './pages/pages.js'
import { signalNext } from './pages/signal-next.js'
import { listSignals } from './signals/list-signals.js'
import { recordReceipts } from './intake/record-receipts.js'
import { monitoringRoutes } from './routes.js'
import { rebaseChart, undoRebase } from './charts/rebase-chart.js'
import { showCatalogue } from './plan/show-catalogue.js'
import {
  mySignals,
  overdueSignals,
  overdueSignalsOfDeployment,
  signalsInWords,
  showData,
  showPlan,
  showRebase,
  countSeries,
  showSignal,
} from './show-data.js'
import { showSignalChart } from './signals/show-signal-chart.js'
import { showMonitoring } from './show-monitoring.js'
import { showOwnedSignals } from './signals/show-owned-signals.js'
import { showQuality } from './quality/show-quality.js'
import { showReport } from './report/show-report.js'
import { showSites } from './compare/show-sites.js'
import { showSlice } from './points/show-slice.js'
import { showVersions } from './compare/show-versions.js'
import { switchOffIntake, switchOnIntake } from './intake/switch-intake.js'
import {
  ownedMonitoring,
  takeOverMonitoring,
  takeOverSubscriber,
} from './signals/take-over-monitoring.js'
import { takeEvents } from './intake/take-events.js'
import { takeMetrics } from './received/take-metrics.js'
import { takeSummary } from './received/take-summary.js'
import { intakeProgress, judgementDue, monitoredDeployments } from './closing/watch-deployments.js'

/** Monitoring: plans, figures by window, signals, and how data comes in. */
export const monitoringModule = (parts: { telemetry: TelemetryStore }): ModuleDescription =>
  moduleOf({
    name: 'monitoring',
    rank: 7,
    operations: operations(
      fixPlan,
      switchOnIntake,
      switchOffIntake,
      takeSummary,
      enterFigure,
      enterFigures,
      takeMetrics,
      mapMetricName,
      unmapMetricName,
      showMetricNames,
      recordReceipts,
      noteTouched,
      closeWindow,
      noteProblem,
      finaliseWindow,
      deleteRows(parts.telemetry),
      judgeDeployments,
      acknowledgeSignal,
      explainSignal,
      actOnSignal,
      closeSignal,
      handOverSignal,
      showOwnedSignals,
      intakeRules,
      intakeProgress,
      judgementDue,
      monitoredDeployments,
      listPoints,
      showMonitoring,
      showSlice,
      showSites,
      showReport,
      showVersions,
      showQuality,
      showRebase,
      rebaseChart,
      undoRebase,
      showData,
      showPlan,
      showCatalogue,
      showSignal,
      showSignalChart,
      countSeries,
      listSignals,
      mySignals,
      overdueSignals,
      overdueSignalsOfDeployment,
      signalsInWords,
      ownedMonitoring,
      takeOverMonitoring,
    ),
    pages: monitoringPages,
    routes: monitoringRoutes(takeEvents(parts.telemetry)),
    subscribers: [takeOverSubscriber],
    clockJobs: [closeWindowsJob(parts.telemetry)],
    tabs: [
      {
        of: 'deployment',
        label: 'Monitoring',
        order: 5,
        path: '/register/deployments/:id/monitoring',
        allow: ['signed-in'],
      },
      {
        of: 'product',
        label: 'How it is doing',
        order: 5,
        path: '/register/products/:id/doing',
        allow: ['signed-in'],
      },
    ],
    panels: [latestPanel],
    nextActions: [signalNext],
    homeItems: monitoringHomeItems,
  })
