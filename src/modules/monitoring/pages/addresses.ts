import type { FormState, PageContext } from '#kernel/declare/page.js'

/** The path of the monitoring tab of a deployment, as pages declare it. */
export const BASE = '/register/deployments/:id/monitoring'

/** The page that says how many cases are needed; about no deployment. */
export const HOW_MANY = '/monitoring/how-many-cases'

/** Address of a page about a deployment's monitoring. */
export const monitoringHref = (id: string, rest = ''): string =>
  `/register/deployments/${id}/monitoring${rest}`

/** Address of the monitoring page with one chart open, where it is re-based and that is undone. */
export const chartHref = (
  id: string,
  { measure, threshold, site }: { measure: string; threshold: string; site: string },
): string => monitoringHref(id, `?${new URLSearchParams({ measure, threshold, site }).toString()}`)

/** The deployment a page of the tab is about. */
export const idOf = ({ params }: PageContext): string => params['id'] ?? ''

/** What every page of the tab shares. */
export const inTab = (context: PageContext, title: string) => ({
  title,
  nav: '/register',
  tab: 'Monitoring',
  subject: { kind: 'deployment' as const, id: idOf(context) },
})

/** One value of a form, empty where it is missing. */
export const textOf = (values: FormState['values'], name: string): string => {
  const value = values[name] ?? ''
  return typeof value === 'string' ? value : (value[0] ?? '')
}
