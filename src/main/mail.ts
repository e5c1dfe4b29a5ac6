import type { Config } from './config.js'
import type { MailTransport } from './mail-transport.js'
import type { ModuleParts } from './modules.js'

/** Sends letters through SMTP_URL; null when it is not set. Each letter rejects when the server refuses it. */
export const openMail = (config: Config): ModuleParts['mail'] => {
  const { smtpUrl, mailFrom } = config
  if (!smtpUrl) return null
  let transport: Promise<MailTransport> | undefined
  return async (letter) => {
    transport ??= transportTo(smtpUrl)
    await (await transport).sendMail({ from: mailFrom, ...letter })
  }
}

// Loaded by the first letter: a start does not wait for it.
const transportTo = async (url: string): Promise<MailTransport> => {
  const { mailTransport } = await import('./mail-transport.js')
  return mailTransport(url)
}
