import {
  CalculatorOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  FlagOutlined,
  LinkOutlined,
  MoneyCollectOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  SmileOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { words } from '../core/messages.ts'
import type { MenuEntry } from '../platform/web/ui/frame.tsx'
import { todayWords } from '../slices/todos/messages.ts'

const stories = words({
  who: { zh: '对象', en: 'Who' },
  due: { zh: '应享', en: 'Due' },
  pairs: { zh: '结对', en: 'Pairs' },
  done: { zh: '走访帮扶', en: 'Visits and aid' },
  money: { zh: '资金物资', en: 'Money and goods' },
  missed: { zh: '一个不少', en: 'Not one less' },
  answer: { zh: '考核', en: 'Appraisal' },
  tell: { zh: '报告', en: 'Reports' },
  settings: { zh: '设置', en: 'Settings' },
})

/** The menu is the story of the product in its order. An entry without a page that this person may open is not shown. */
export const menu: readonly MenuEntry[] = [
  { key: 'todo', text: todayWords.title, icon: <CheckSquareOutlined /> },
  { key: 'who', text: stories.who, icon: <TeamOutlined /> },
  { key: 'due', text: stories.due, icon: <CalculatorOutlined /> },
  { key: 'pairs', text: stories.pairs, icon: <LinkOutlined /> },
  { key: 'done', text: stories.done, icon: <SmileOutlined /> },
  { key: 'money', text: stories.money, icon: <MoneyCollectOutlined /> },
  { key: 'missed', text: stories.missed, icon: <SafetyCertificateOutlined /> },
  { key: 'answer', text: stories.answer, icon: <FlagOutlined /> },
  { key: 'tell', text: stories.tell, icon: <FileTextOutlined /> },
  { key: 'settings', text: stories.settings, icon: <SettingOutlined /> },
]
