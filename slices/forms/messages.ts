import { words } from '../../core/messages.ts'

export const formWords = words({
  title: { zh: '一表通', en: 'Fill forms' },
  noFile: { zh: '请选择要填的空白表。', en: 'Choose a blank form.' },
  tooLarge: {
    zh: '文件超过 20 MB。空白表不会这么大，请确认选对了文件。',
    en: 'The file is larger than 20 MB; no blank form is.',
  },
  notReady: { zh: '这份表还没有读好，请稍候。', en: 'This form has not been read yet. Wait a moment.' },
  unknownField: { zh: '没有这一项资料：{field}。', en: 'There is no such fact: {field}.' },
  unknownHeading: { zh: '这份表里没有这个表头：{heading}。', en: 'The form has no such heading: {heading}.' },
  nobody: {
    zh: '没有可以填的家庭：选中的都不在本岗位的管辖范围内，或已撤档。',
    en: 'No family to fill in: none of the chosen is in your area, or all are withdrawn.',
  },
  tooManyRows: {
    zh: '一次最多填 {limit} 户，这里有更多。请按地区或类别分几次填。',
    en: 'At most {limit} families at once. Fill by area or category.',
  },
  tooManyCards: {
    zh: '这是一户一表的表，一次最多填 {limit} 户。请少选一些。',
    en: 'This form is one for each family; at most {limit} at once.',
  },
  numbersNotAllowed: {
    zh: '本岗位不能导出完整的身份证号和电话，请改用隐去中间几位。',
    en: 'Your role may not take out whole identity numbers and phones. Use masked ones.',
  },
  fileGone: {
    zh: '填好的文件只保留 {days} 天，已经删除。请重新填一次。',
    en: 'Filled files are kept for {days} {days|day|days}; this one is gone. Fill the form again.',
  },
  stopped: { zh: '已停止填表，没有留下文件。', en: 'Filling was stopped. Nothing was kept.' },
  failed: {
    zh: '填表没有完成。请重试；如仍不行，请联系管理员。',
    en: 'The form could not be filled. Try again or ask the administrator.',
  },
})
