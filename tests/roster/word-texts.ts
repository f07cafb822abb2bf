import { defaultLimits } from '../../engines/roster/limits.ts'
import { openZip, readPart } from '../../engines/roster/zip.ts'

const pieces = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<w:${tag}(?=[ >])[^>]*>([\\s\\S]*?)</w:${tag}>`, 'g'))].map(([, inner = '']) => inner)

/** The texts of the cells of a Word document, row by row. */
export async function textsOf(file: Buffer): Promise<string[][]> {
  const xml = (await readPart(openZip(file, defaultLimits), 'word/document.xml')) ?? ''
  return pieces(xml, 'tr').map((row) => pieces(row, 'tc').map((cell) => pieces(cell, 't').join('')))
}
