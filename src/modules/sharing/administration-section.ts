import type { AdministrationSection } from '#modules/people/index.js'

/** The entry of Administration that leads to what others see. */
export const SHARING_SECTION: AdministrationSection = {
  href: '/administration/sharing',
  title: 'What others see of ours',
  words: 'What partners see of each tool, and holding one back.',
  roles: ['administrator', 'auditor'],
}
