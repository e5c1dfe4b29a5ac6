import { spawn } from 'node:child_process'
import { cleanEnvironment, PROJECT } from './run-program.js'

/** A Wardround server in a process of its own. */
export interface ServerProcess {
  pid: number
  url: string
  /** The token of the link for the first account, while nobody has one. */
  firstToken: string | undefined
  said: () => string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Asks it to end and answers its exit code. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>
}

/** How a server is started other than usual. */
export interface ServerWish {
  settings?: Readonly<Record<string, string>>
  program?: string
  node?: string
  /** Waits for these words instead; the address is empty where it is not said by then. */
  until?: string
}

const PATIENCE_MS = 150_000

/** Starts a server on a data directory and a free port, and waits until it says that it is ready. */
export const startServerProcess = async (
  dataDirectory: string,
  wish: ServerWish = {},
): Promise<ServerProcess> => {
  const { program = 'dist/programs/serve.js', node = process.execPath } = wish
  const settings = { PORT: '0', WARDROUND_DATA: dataDirectory, ...wish.settings }
  const child = spawn(node, [program], {
    cwd: PROJECT,
    env: cleanEnvironment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString('utf8')
      const url = / ready at (http:\/\/[^\s]+?)\.?\s/.exec(said)?.[1]
      const stands =
        wish.until === undefined ? url && said.includes('Ctrl-C') : said.includes(wish.until)
      if (stands) resolve(url ?? '')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then((code) => reject(new Error(`The server ended with ${code}:\n${said}`)))
    setTimeout(() => reject(new Error(`The server is not ready:\n${said}`)), PATIENCE_MS).unref()
  })
  const url = await ready.catch((problem: unknown) => {
    child.kill('SIGINT')
    throw problem
  })
  return {
    pid: child.pid ?? 0,
    url,
    firstToken: /\/first-account\/(\S+)/.exec(said)?.[1],
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: (signal = 'SIGINT') => {
      child.kill(signal)
      return ended
    },
  }
}
