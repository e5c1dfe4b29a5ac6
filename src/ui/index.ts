export { assetPaths, parseAssetManifest, type AssetManifest, type AssetPaths } from './assets.js'
export { Page, renderPage } from './page.js'

export { Button, ButtonGroup } from './forms/button.js'
export { Checkboxes, Radios, Select, type Choice } from './forms/choice-fields.js'
export { DateField } from './forms/date-field.js'
export { dateOfParts, datePartsOf } from './forms/date-parts.js'
export { editForm } from './forms/edit-form.js'
export { ErrorSummary } from './forms/error-summary.js'
export {
  field,
  fieldDate,
  fieldId,
  fieldList,
  freshForm,
  type FormState,
} from './forms/form-state.js'
export { Fieldset, Form, FormTokens, Hidden, OnceWithin } from './forms/form.js'
export { FileField, PasswordField, TextArea, TextField } from './forms/text-fields.js'

export { ActLink, IfMayOpen, MayOpenWithin } from './parts/act-link.js'
export { Card, Panel, TwoColumns } from './parts/card.js'
export { CommandBox, CommandText } from './parts/command-text.js'
export { ConfirmPage } from './parts/confirm.js'
export { CountCards, type CountCard } from './parts/count-cards.js'
export { FilterBar } from './parts/filter-bar.js'
export { HistoryList, type HistoryEntry } from './parts/history-list.js'
export { ListFoot } from './parts/list-foot.js'
export {
  Details,
  EmptyList,
  EmptyState,
  InsetText,
  NotificationBanner,
  WarningCallout,
} from './parts/messages.js'
export { OnThisPage } from './parts/on-this-page.js'
export { PageHeading } from './parts/page-heading.js'
export { Pagination } from './parts/pagination.js'
export { QrCode } from './parts/qr-code.js'
export { ShareBar, type Share } from './parts/share-bar.js'
export { StageTrack, type TrackStage } from './parts/stage-track.js'
export { SummaryList, type SummaryRow } from './parts/summary-list.js'
export { Table, type Column } from './parts/table.js'
export { RegisterTabs } from './page/register-tabs.js'
export { Tabs, type Tab } from './parts/tabs.js'
export { Tag, type Tone } from './parts/tag.js'
export { TaskList, type Task } from './parts/task-list.js'

export { IntervalComparison, type ComparedRow } from './charts/interval-comparison.js'
export { FunnelChart, funnelFile, type FunnelData } from './charts/funnel-chart.js'
export { intervalFile } from './charts/interval-file.js'
export { CurveChart, curveFile } from './charts/curve-chart.js'
export type { CurveData, CurveLine } from './charts/curve-data.js'
export {
  ReliabilityChart,
  reliabilityFile,
  type ReliabilityBin,
} from './charts/reliability-chart.js'
export { Sparkline } from './charts/sparkline.js'
export { SpcIcon, type SpcIconKind } from './charts/spc-icon.js'
export { XmrChart } from './charts/xmr-chart.js'
export { xmrFile } from './charts/xmr-file.js'
export type { ChartMarker } from './charts/place-markers.js'
export type { SpecialCause, XmrData, XmrPoint, XmrSegment } from './charts/xmr-data.js'

export * from './words.js'
