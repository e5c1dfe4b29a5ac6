export { exportsModule } from './module.js'
