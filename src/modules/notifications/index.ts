export { listLetters } from './list-letters.js'
export type { Letter, Mail } from './model.js'
export { notificationsModule } from './module.js'
