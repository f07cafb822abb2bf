import { unreadable } from './unreadable.ts'
import { decodeEntities, decodeExcelEscapes, shortName, XmlScanner } from './xml-scanner.ts'
import { unpack, type Zip } from './zip.ts'

const item = shortName('si')
const run = shortName('t')
const phonetic = shortName('rPh')

// More texts than a file within the limits of rows and bytes can mean in earnest.
const mostStrings = 4_000_000

class SharedStrings extends XmlScanner {
  readonly texts: string[] = []
  private current = ''
  private inPhonetic = false

  protected override open(name: number, empty: boolean): void {
    if (name === item) {
      this.current = ''
      if (empty) this.keep()
    } else if (name === phonetic) this.inPhonetic = !empty
    else if (name === run && !empty) this.collecting = !this.inPhonetic
  }

  protected override close(name: number): void {
    if (name === run) this.collecting = false
    else if (name === phonetic) this.inPhonetic = false
    else if (name === item) this.keep()
  }

  protected override text(from: number, to: number): void {
    const text = this.bytes.toString(undefined, from, to)
    this.current = this.current === '' ? text : this.current + text
  }

  private keep(): void {
    if (this.texts.length >= mostStrings) throw unreadable('unpacked_too_large', { limit: 200 })
    this.texts.push(decodeExcelEscapes(decodeEntities(this.current)))
  }
}

/** The texts that cells point to, with the runs of rich text joined and the phonetic readings above them left out. */
export async function readSharedStrings(zip: Zip, path: string | undefined): Promise<string[]> {
  const entry = path === undefined ? undefined : zip.entries.get(path)
  if (!entry) return []
  const strings = new SharedStrings()
  for await (const piece of unpack(zip, entry)) strings.push(piece)
  strings.finish()
  return strings.texts
}
