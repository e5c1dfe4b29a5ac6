export { modelCardVerbs } from './verbs.js'
