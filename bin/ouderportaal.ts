#!/usr/bin/env node
// No static import: an older Node must get as far as this sentence.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 13)) {
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  process.stderr.write(
    `ouderportaal needs Node 22.13 or newer and this is ${process.versions.node}: install a newer Node, or start it with "npx ouderportaal" in the checkout.\n`,
  )
  process.exitCode = 2
}
