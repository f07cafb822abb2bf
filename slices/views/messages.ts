import { words } from '../../core/messages.ts'

export const viewWords = words({
  tooMany: {
    zh: '一个列表最多保存 {most} 个视图，请先删除不用的。',
    en: 'A list keeps at most {most} views. Delete some first.',
  },
})
