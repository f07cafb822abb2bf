import { words } from '../../core/messages.ts'

/** The county's own handbook in Word. */
export const templateWords = words({
  title: { zh: '手册的 Word 模板', en: 'Word template of the handbook' },
  open: { zh: '手册模板', en: 'Handbook template' },
  note: {
    zh: '用 Word 改好版式，在要填内容的地方写标签，例如 {户主}，上传后本地区打印的 Word 手册就用这一份。',
    en: 'Lay the handbook out in Word, write tags such as {户主} where values belong and upload it: Word handbooks of your area then use it.',
  },
  standard: { zh: '现在用的是系统自带的模板。', en: 'The template that comes with the system is in force.' },
  inForce: { zh: '现在用的是{area}的模板：{file}，{by}上传。', en: 'In force: {file} of {area}, uploaded by {by}.' },
  download: { zh: '下载现用模板', en: 'Download the one in force' },
  takeBack: { zh: '停用本地区的模板', en: 'Take back your area’s template' },
  takeBackNote: {
    zh: '停用后，本地区的手册改用上级地区的模板；上级也没有的，用系统自带的。',
    en: 'Your area then prints with the template of the area above, or with the one that comes with the system.',
  },
  upload: { zh: '上传并启用', en: 'Upload and use' },
  drop: { zh: '选择 Word 模板，或拖到这里', en: 'Choose a Word template or drop it here' },
  formats: { zh: '.docx，最大 5 MB', en: '.docx, 5 MB at most' },
  tags: { zh: '可用的标签', en: 'Tags' },
  tagNote: {
    zh: '名单写成 {#家庭成员}…{/家庭成员}，一行一人；在表格里写在同一行，会逐行增加。',
    en: 'A list is written {#家庭成员}…{/家庭成员}; inside one row of a table it repeats the row.',
  },
  none: { zh: '本地区没有自己的模板，不用停用。', en: 'Your area has no template of its own to take back.' },
  noFile: { zh: '文件是空的。', en: 'The file is empty.' },
  tooLarge: {
    zh: '模板超过 5 MB，请压缩里面的图片后再上传。',
    en: 'The template is over 5 MB. Make its pictures smaller.',
  },
  not_word: {
    zh: '这不是能读的 Word 文档。请在 Word 或 WPS 中另存为 .docx 后再上传。',
    en: 'This is no Word document that can be read. Save it as .docx and try again.',
  },
  macros: {
    zh: '模板里带有宏，不能使用。请另存为不带宏的 .docx 后再上传。',
    en: 'The template contains macros. Save it as .docx without macros.',
  },
  outside: {
    zh: '模板引用了别处的图片或模板，打开时会连到外面。请把图片嵌入文档后再上传。',
    en: 'The template fetches a picture or template from elsewhere. Embed it in the document.',
  },
  unclosed: {
    zh: '标签“{tag}”没有写完整，请补上结尾再上传。',
    en: 'The tag “{tag}” is not closed. Complete it and try again.',
  },
  unopened: {
    zh: '“{tag}”前面没有对应的开头，请检查花括号再上传。',
    en: 'Nothing opens “{tag}”. Check the braces and try again.',
  },
  unknownTags: {
    zh: '模板里有系统不认识的标签：{tags}。请改成下面列出的标签。',
    en: 'The template has unknown tags: {tags}. Use the tags listed below.',
  },
  noHead: {
    zh: '模板里没有 {户主} 标签，印出来分不清是谁家的。请加上后再上传。',
    en: 'The template lacks {户主}: nobody could tell whose handbook it is. Add it and try again.',
  },
})
