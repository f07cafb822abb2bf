import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { serveThread } from '../thread-work.ts'
import { fontCoverage, writtenOut } from './font-coverage.ts'

// The program of a printing thread: one document of typst after the other, each of its own, never one of thousands of pages.

/**
 * What is printed: the template, and for each document what it says (JSON text, read there as `sys.inputs.data`).
 * A character that no font draws is printed as its number in brackets, never as an empty box, and `sys.inputs.missing`
 * names these numbers so that the paper can ask for a pen.
 */
export type PaperTask = { readonly template: string; readonly documents: readonly string[] }

const packages = createRequire(import.meta.url)
const fontFolder = dirname(packages.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
// Only the weights the papers use. Rare characters of names come from what the machine has besides.
const fontPaths = [
  join(fontFolder, '400Regular'),
  join(fontFolder, '700Bold'),
  ...['/usr/share/fonts', '/usr/local/share/fonts'].filter((folder) => existsSync(folder)),
]
const drawn = fontCoverage(fontPaths)

let compiler: NodeCompiler | undefined

serveThread((task) => {
  const { template, documents } = task as PaperTask
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }] })
  const papers: Uint8Array[] = []
  for (const document of documents) {
    papers.push(compiler.pdf({ mainFileContent: template, inputs: writtenOut(document, drawn) }))
    // What was remembered of the documents before helps no other.
    compiler.evictCache(10)
  }
  return papers
})
