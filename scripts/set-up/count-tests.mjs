/**
 * Counts a vitest report. A file that could not be read counts as one failure, and so does a run
 * that failed without a failed test (an error outside of one, or no report at all).
 */
export function countTests(report, exitCode) {
  const suites = report?.testResults ?? []
  const unreadable = suites.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  )
  const failed = (report?.numFailedTests ?? 0) + unreadable.length
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
}

/** The line that continuous integration reads. */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
