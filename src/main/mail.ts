import { createTransport } from 'nodemailer'
import type { Config } from './config.js'
import type { ModuleParts } from './modules.js'

const TIMEOUT_MS = 10_000

/** Sends letters through SMTP_URL; null when it is not set. Each letter rejects when the server refuses it. */
export const openMail = (config: Config): ModuleParts['mail'] => {
  if (!config.smtpUrl) return null
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  return async (letter) => {
    await transport.sendMail({ from: config.mailFrom, ...letter })
  }
}
