// Several test files in one process: to load the product anew for each takes longer than most of them run. Their hooks of
// the file's own level run when all have ended, so their servers stand beside each other, each on a database of its own.
import { before, test } from 'node:test'
import { pathToFileURL } from 'node:url'

// No test begins until all files are there: what a later file asks to be done before its tests is no longer heard after.
const loaded = Promise.withResolvers()
before(() => loaded.promise)

for (const file of process.argv.slice(2))
  try {
    await import(pathToFileURL(file).href)
  } catch (error) {
    test(file, () => {
      throw error
    })
  }
loaded.resolve()
