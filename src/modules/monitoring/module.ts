import { moduleOf, operations, type ModuleDescription } from '#kernel/declare/module.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { acknowledgeSignal, actOnSignal, closeSignal, explainSignal } from './answer-signal.js'
import {
  closeWindow,
  finaliseWindow,
  judgeDeployments,
  noteProblem,
  noteTouched,
} from './close-window.js'
import { closeWindowsJob } from './close-windows.js'
import { deleteRows } from './delete-rows.js'
import { enterFigure } from './enter-figure.js'
import { enterFigures } from './enter-figures.js'
import { fixPlan } from './fix-plan.js'
import { handOverSignal } from './hand-over-signal.js'
import { intakeRules } from './intake-state.js'
import { listPoints } from './list-points.js'
import { monitoringHomeItems } from './pages/home-items.js'
import { mapMetricName } from './metric-names/map-name.js'
import { showMetricNames } from './metric-names/show-names.js'
import { unmapMetricName } from './metric-names/unmap-name.js'
import { latestPanel } from './pages/latest-panel.js'
import { monitoringPages } from './pages/pages.js'
import { listSignals } from './list-signals.js'
import { recordReceipts } from './record-receipts.js'
import { monitoringRoutes } from './routes.js'
import { rebaseChart, undoRebase } from './rebase-chart.js'
import { showCatalogue } from './show-catalogue.js'
import {
  mySignals,
  signalsInWords,
  showData,
  showPlan,
  showRebase,
  countSeries,
  showSignal,
} from './show-data.js'
import { showSignalChart } from './show-signal-chart.js'
import { showMonitoring } from './show-monitoring.js'
import { showOwnedSignals } from './show-owned-signals.js'
import { showQuality } from './show-quality.js'
import { showReport } from './show-report.js'
import { showSites } from './show-sites.js'
import { showSlice } from './show-slice.js'
import { showVersions } from './show-versions.js'
import { switchOffIntake, switchOnIntake } from './switch-intake.js'
import { ownedMonitoring, takeOverMonitoring, takeOverSubscriber } from './take-over-monitoring.js'
import { takeEvents } from './take-events.js'
import { takeMetrics } from './take-metrics.js'
import { takeSummary } from './take-summary.js'
import { intakeProgress, judgementDue, monitoredDeployments } from './watch-deployments.js'

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
    homeItems: monitoringHomeItems,
  })
