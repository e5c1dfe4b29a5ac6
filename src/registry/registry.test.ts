import { expect, test } from 'vitest'
import { testApp } from '../../tests/support/test-app.js'

test('a connection that breaks is a fault while it is in use, and none once it is being closed', async () => {
  const app = await testApp()
  const broken = new Error('terminating connection due to administrator command')
  app.registry.pool.emit('error', broken)
  expect(app.faults.splice(0)).toEqual([broken])
  await app.close()
  app.registry.pool.emit('error', broken)
  expect(app.faults).toEqual([])
})
