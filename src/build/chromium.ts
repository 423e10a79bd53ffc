import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import archive, { inflate } from '@sparticuz/chromium'

/**
 * Chromium from the package, with the libraries and the fonts that come with it, so that no system
 * package is needed and every machine draws the same page. CHROMIUM names another one.
 * Unpacked once, beside the packages: complete or not at all.
 */
export async function unpackChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  if (env.CHROMIUM) return { executablePath: env.CHROMIUM, env }
  const bin = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(join(dirname(bin), 'package.json'), 'utf8')) as {
    version: string
  }
  const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
  const home = join(modules, `.chromium-${version}`)
  if (!existsSync(home)) await unpack(bin, home)
  return {
    executablePath: join(home, 'chromium'),
    env: { ...env, FONTCONFIG_PATH: join(home, 'fonts'), LD_LIBRARY_PATH: join(home, 'al2023', 'lib') },
  }
}

async function unpack(bin: string, home: string): Promise<void> {
  const part = mkdtempSync(`${home}.`)
  const before = process.env.TMPDIR
  // The package unpacks into the folder for temporary files and nowhere else.
  process.env.TMPDIR = part
  try {
    await archive.executablePath(bin)
    await inflate(join(bin, 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  writeFileSync(
    join(part, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`,
  )
  try {
    renameSync(part, home)
  } catch (error) {
    // Somebody who began at the same time was faster: theirs is the same.
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
}
