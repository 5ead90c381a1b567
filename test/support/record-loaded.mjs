import { writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

// Preloaded into the program by the start-up test: writes down every module that was loaded.
const loaded = []
registerHooks({
  load(url, context, nextLoad) {
    loaded.push(url)
    return nextLoad(url, context)
  },
})
process.on('exit', () => writeFileSync(process.env.LOADED_MODULES, JSON.stringify(loaded)))
