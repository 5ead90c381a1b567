import { spawn } from 'node:child_process'

/** The program that opens a file as a double click does, with what comes before the path; undefined without a screen. */
export function openerOf(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['cmd', '/c', 'start', '']
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined
}

/** False where there is no browser to open it. The browser outlives this program. */
export function openInBrowser(path: string): Promise<boolean> {
  const opener = openerOf(process.platform, process.env)
  if (!opener) return Promise.resolve(false)
  const [program, ...before] = opener
  const child = spawn(program, [...before, path], { detached: true, stdio: 'ignore' })
  child.unref()
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(true)).once('error', () => resolve(false))
  })
}
