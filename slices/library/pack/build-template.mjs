// Writes compendium.docx, the Word template of the compendium. Run it after changing the text below:
// node slices/library/pack/build-template.mjs
import { join } from 'node:path'
import { paragraph, writeTemplate } from '../../../platform/server/word/plain-template.mjs'

writeTemplate(join(import.meta.dirname, 'compendium.docx'), [
  paragraph('{title}', { size: 44, bold: true, centre: true }),
  paragraph('{place}  {asOf}', { centre: true }),
  paragraph('{#documents}', { size: 2, indent: false }),
  paragraph('{title}', { size: 28, bold: true, indent: false }),
  paragraph('{line}', { size: 22, indent: false }),
  paragraph('{summary}', { size: 24 }),
  paragraph('{policies}', { size: 22, indent: false }),
  paragraph('{/documents}', { size: 2, indent: false }),
])
