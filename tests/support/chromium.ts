import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'

const run = promisify(execFile)

/** Starts the browser that comes inside @sparticuz/chromium, as root or as anybody, asking no network. */
export const launchChromium = async (): Promise<Browser> => {
  const home = await unpackedChromium()
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    chromiumSandbox: false,
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
    },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--in-process-gpu',
      '--renderer-process-limit=1',
      '--disable-site-isolation-trials',
      '--disable-dev-shm-usage',
      // A page is looked at for seconds: to optimise its script costs more than it gives.
      '--js-flags=--no-maglev --no-opt --single-threaded',
      '--no-pings',
      '--disable-domain-reliability',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
    ],
  })
}

// Unpacked once a machine and user, beside and then renamed, so that test files starting together
// never see half a browser. The package unpacks to its TMPDIR, hence the child process.
const unpackedChromium = async (): Promise<string> => {
  const home = join(
    process.env['TEST_PROGRAMS'] ?? tmpdir(),
    `wardround-chromium-147.0.0-${process.getuid?.() ?? 'user'}`,
  )
  if (existsSync(home)) return home
  const partial = await mkdtemp(`${home}-`)
  // The variables of AWS Lambda make the package unpack the libraries a bare machine lacks.
  const env = { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  await run(process.execPath, ['--input-type=module', '-e', UNPACK], { env })
  await mkdir(join(partial, 'cache'))
  await writeFile(join(partial, 'fonts.conf'), fontsConfiguration(home))
  await rename(partial, home).catch(() => rm(partial, { recursive: true, force: true }))
  return home
}

const UNPACK = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`

// Arial where it is installed, else its metric twin, else what the package brings.
const fontsConfiguration = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${home}/fonts/fonts</dir>
  <cachedir>${home}/cache</cachedir>
  <alias binding="same"><family>Arial</family><prefer>
    <family>Arial</family><family>Liberation Sans</family><family>Open Sans</family>
  </prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Arial</family></prefer></alias>
</fontconfig>
`
