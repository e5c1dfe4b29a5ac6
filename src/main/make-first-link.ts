import { Conflict } from '#kernel/errors.js'
import type { Config } from './config.js'
import { openForCommand } from './open-for-command.js'

/** Makes a new link for the first account. Throws Conflict when somebody has an account already. */
export const makeFirstLink = async (config: Config): Promise<{ url: string; expiresAt: Date }> => {
  const opened = await openForCommand(config, 'wardround first-link')
  try {
    const { signIn } = opened.wardround
    if (await signIn.hasAccounts()) {
      throw new Conflict('Somebody has an account already. Ask an administrator to invite you.')
    }
    const { url, expiresAt } = await signIn.makeFirstLink({ by: 'system:command-line' })
    return { url, expiresAt }
  } finally {
    await opened.close()
  }
}
