import { rolldown } from 'rolldown'

/** A script for a browser, with the modules that it could not take in. */
export interface Bundle {
  readonly code: string
  readonly imports: readonly string[]
}

/**
 * Bundles a module and all it needs into one minified script, which leaves its exports in the global variable `name`.
 * Modules that an earlier script left in a variable are taken from there: `loaded` has that variable by their path.
 */
export async function bundleScript(
  entry: string,
  name: string,
  loaded: Readonly<Record<string, string>> = {},
): Promise<Bundle> {
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    external: Object.keys(loaded),
    // What it could not find it says twice: here, and in the imports.
    logLevel: 'silent',
  })
  try {
    const { output } = await build.generate({ format: 'iife', name, globals: loaded, minify: true })
    const [{ code, imports }] = output
    return { code, imports }
  } finally {
    await build.close()
  }
}
