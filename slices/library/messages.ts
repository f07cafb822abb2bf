import { words } from '../../core/messages.ts'

export const libraryWords = words({
  title: { zh: '政策文件库', en: 'Policy documents' },
  note: {
    zh: '从中央到县的政策文件，以及谁落实了谁。需要地方出台措施而还没有的，列在缺口里。',
    en: 'Documents from the centre to the county, and which carries out which. Where a local measure is asked for and missing, it is listed as a gap.',
  },
  document: { zh: '政策文件', en: 'A document' },
  about: { zh: '文件信息', en: 'About the document' },
  noSummary: { zh: '还没有登记内容摘要。', en: 'No summary has been filed yet.' },
  carriedOutBy: { zh: '落实它的文件', en: 'Carried out by' },
  nobodyYet: { zh: '还没有登记落实它的文件。', en: 'No document that carries it out has been filed.' },
  missingOf: {
    zh: '还没有本地措施的 {count} 个地区',
    en: '{count} {count|area|areas} without a measure of its own',
  },
  list: { zh: '清单', en: 'List' },
  tree: { zh: '落实关系', en: 'Which carries out which' },
  gaps: { zh: '缺口', en: 'Gaps' },
  gapCount: { zh: '缺口 {count} 项', en: '{count} {count|gap|gaps}' },
  noGaps: { zh: '没有缺口。', en: 'There are no gaps.' },
  gapsNote: {
    zh: '要求地方出台措施，而这个地区还没有登记措施。',
    en: 'A local measure is asked for and none is filed for the area.',
  },
  empty: {
    zh: '文件库还是空的，可以先补入政策所依据的文件。',
    en: 'There are no documents yet. Begin with those that the policies rest upon.',
  },
  add: { zh: '登记文件', en: 'File a document' },
  measure: { zh: '本地措施', en: 'Local measure' },
  addMeasure: { zh: '登记本地措施', en: 'File the local measure' },
  change: { zh: '修改文件', en: 'Change a document' },
  adopt: { zh: '补入政策依据', en: 'Add what the policies rest upon' },
  compendiumPdf: { zh: '汇编（PDF）', en: 'Compendium (PDF)' },
  compendiumWord: { zh: '汇编（Word）', en: 'Compendium (Word)' },
  compendium: { zh: '政策文件汇编', en: 'Compendium of policy documents' },
  number: { zh: '文号', en: 'Number' },
  name: { zh: '标题', en: 'Title' },
  issuer: { zh: '发文机关', en: 'Issued by' },
  issuedOn: { zh: '发文日期', en: 'Issued on' },
  level: { zh: '层级', en: 'Level' },
  region: { zh: '适用地区', en: 'Area' },
  regionHelp: { zh: '六位行政区划代码，全国填 000000', en: 'Six digits of the area, 000000 for the country' },
  implements: { zh: '落实哪份文件', en: 'Carries out' },
  needs: { zh: '要求出台措施', en: 'Asks for a measure of' },
  needsNone: { zh: '不要求', en: 'Nobody' },
  needsPrefecture: { zh: '市级', en: 'The prefecture' },
  needsCounty: { zh: '每个县区', en: 'Every county' },
  summary: { zh: '内容摘要', en: 'Summary' },
  policies: { zh: '依据它的政策', en: 'Policies that rest upon it' },
  save: { zh: '保存', en: 'Save' },
  remove: { zh: '删除文件', en: 'Remove' },
  removeTitle: { zh: '删除“{name}”', en: "Remove '{name}'" },
  removeNote: {
    zh: '落实它的文件要先改到别的文件下。',
    en: 'Documents that carry it out have to be put elsewhere first.',
  },
  hasBelow: { zh: '还有文件落实它，不能删除。', en: 'Other documents carry it out; it cannot be removed.' },
  changedMeanwhile: {
    zh: '这份文件刚被别人修改过，请刷新后再保存。',
    en: 'Somebody else has just changed this document. Reload and save again.',
  },
  alreadyThere: { zh: '这个地区已登记同名文件。', en: 'A document of this title is already filed for the area.' },
  circle: { zh: '这样会让文件落实它自己。', en: 'The document would carry out itself.' },
  noParent: { zh: '没有这份上级文件。', en: 'There is no such document to carry out.' },
  wrongRegion: { zh: '地区代码与层级不符。', en: 'The area does not belong to the level.' },
  asOf: { zh: '截至 {day}，共 {count} 件', en: 'As of {day}, {count} {count|document|documents}' },
})

/** Words of the files of a document. */
export const fileWords = words({
  files: { zh: '文件原件', en: 'The document itself' },
  noFiles: { zh: '还没有上传文件原件。', en: 'The document itself has not been uploaded yet.' },
  drop: { zh: '把文件拖到这里，或点击选择', en: 'Drop a file here, or choose one' },
  formats: {
    zh: 'PDF、OFD、Word、WPS、图片或文本，最大 20 MB',
    en: 'PDF, OFD, Word, WPS, a picture or text, 20 MB at most',
  },
  tooLarge: { zh: '文件超过 20 MB，请压缩后再传。', en: 'The file is larger than 20 MB.' },
  noFile: { zh: '文件是空的，请重新选择。', en: 'The file is empty; choose another.' },
  otherKind: {
    zh: '只收 PDF、OFD、Word、WPS、图片和文本文件。',
    en: 'Only PDF, OFD, Word, WPS, pictures and text are kept.',
  },
  tooMany: {
    zh: '一份文件最多存 10 个原件，请先删去旧的。',
    en: 'A document keeps 10 files at most; remove old ones first.',
  },
  upload: { zh: '上传', en: 'Upload' },
  remove: { zh: '删除', en: 'Remove' },
  removeTitle: { zh: '删除“{name}”', en: "Remove '{name}'" },
  removeNote: { zh: '删除后不能恢复，登记的内容不变。', en: 'It cannot be brought back; what was filed stays.' },
})

export const levelWords = words({
  centre: { zh: '中央', en: 'Centre' },
  province: { zh: '省', en: 'Province' },
  prefecture: { zh: '市', en: 'Prefecture' },
  county: { zh: '县区', en: 'County' },
})
