import { spawn } from 'node:child_process'

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`

/**
 * Runs a program as one step of set-up, telling on standard error what it does and, every five
 * seconds, that it still does. Resolves to its exit code and what it said. Ctrl-C and a polite kill
 * end the program with us.
 */
export function runStep(words, command, options) {
  const start = Date.now()
  process.stderr.write(`${words} …\n`)
  const beat = setInterval(() => process.stderr.write(`  … ${seconds(start)}\n`), 5000)
  const child = spawn(command[0], command.slice(1), {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = []
  child.stdout.on('data', (part) => said.push(part))
  child.stderr.on('data', (part) => said.push(part))
  const end = (signal) => {
    child.kill(signal)
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, end)
  return new Promise((resolve) => {
    const finish = (code, text) => {
      clearInterval(beat)
      for (const signal of signals) process.off(signal, end)
      if (code === 0) process.stderr.write(`  done in ${seconds(start)}\n`)
      resolve({ code, output: text })
    }
    child.once('error', (error) => finish(1, error.message))
    child.once('close', (code) => finish(code ?? 1, Buffer.concat(said).toString('utf8')))
  })
}
