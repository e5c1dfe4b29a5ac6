import { addDays, londonDate } from '#kernel/time.js'
import { readConfig } from '#main/config.js'
import { openForCommand } from '#main/open-for-command.js'
import { fixPlan, switchOnIntake } from '#modules/monitoring/index.js'
import { makeApiKey } from '#modules/people/index.js'
import {
  makeMonitored,
  makeVersion,
  planFor,
} from '../../src/modules/monitoring/testing/monitored.js'
import { lookBehind } from './behind-the-scenes.js'

/** What a sender of rows needs. */
export interface MonitoredKey {
  deploymentId: string
  key: string
}

/** Makes a deployment that takes rows in, and an API key for it, by commands beside the server. */
export const makeMonitoredKey = async (dataDirectory: string): Promise<MonitoredKey> => {
  const behind = lookBehind(dataDirectory)
  const opened = await openForCommand(readConfig({ WARDROUND_DATA: dataDirectory }), 'a test')
  try {
    const { run } = opened.wardround.registry
    const trust = await behind.world.organisation('Example Trust')
    const one = await makeMonitored(behind, trust, await makeVersion(behind))
    await run(fixPlan, one.owner, planFor(one, { startsOn: '2026-01-05' }))
    await run(switchOnIntake, one.administrator, {
      deploymentId: one.deploymentId,
      controllerName: 'Example Trust',
      reason: 'Outcomes are kept elsewhere.',
      processorAgreement: 'Agreement 1',
      retentionDays: 60,
    })
    const { key } = await run(makeApiKey, one.administrator, {
      name: 'A sender',
      role: 'technical-lead',
      scopes: ['products:read', 'products:write', 'telemetry:write', 'deployments:write'],
      lastDay: addDays(londonDate(new Date()), 30),
    })
    return { deploymentId: one.deploymentId, key }
  } finally {
    await opened.close()
    await behind.close()
  }
}
