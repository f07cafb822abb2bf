import { say } from '../../core/messages.ts'
import type { Sheet } from '../../core/sheet.ts'
import { fileWords, levelWords, libraryWords as words } from './messages.ts'
import type { Document } from './model.ts'

/** Documents of policy with their issuer, the area they hold in, and what is attached. */
export const documentSheet: Sheet<Document> = {
  name: words.title,
  columns: [
    { header: words.name, width: 50, value: (row) => row.title },
    { header: words.number, width: 24, value: (row) => row.number },
    { header: words.issuer, width: 24, value: (row) => row.issuer },
    { header: words.issuedOn, kind: 'day', width: 12, value: (row) => row.issuedOn },
    { header: words.level, width: 10, value: (row, language) => say(levelWords[row.level], language) },
    { header: words.region, width: 18, value: (row) => row.regionName },
    { header: fileWords.files, width: 40, value: (row) => row.files.map((file) => file.name).join('；') },
  ],
}
