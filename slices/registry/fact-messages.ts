import { type Text, words } from '../../core/messages.ts'
import type { RegisterFact } from './fact-model.ts'

export const factWords: Record<RegisterFact, Text> = {
  size: { zh: '家庭人口', en: 'Size' },
  category: { zh: '困难类别', en: 'Category' },
  main_cause: { zh: '主要致困原因', en: 'Main cause' },
  annual_income: { zh: '家庭年收入（元）', en: 'Annual income (yuan)' },
  rigid_expenditure: { zh: '年刚性支出（元）', en: 'Rigid expenditure of a year (yuan)' },
  address: { zh: '住址', en: 'Address' },
  dwellings: { zh: '住房套数', en: 'Dwellings' },
  vehicles: { zh: '机动车（辆）', en: 'Vehicles' },
  housing_area: { zh: '住房面积（平方米）', en: 'Floor area (m²)' },
  heating: { zh: '采暖方式', en: 'Heating' },
  head_phone: { zh: '户主电话', en: "Head's phone" },
  head_health: { zh: '户主健康状况', en: "Head's health" },
  head_employment: { zh: '户主就业状况', en: "Head's employment" },
  head_disability: { zh: '户主残疾等级', en: "Head's disability grade" },
}

export const factFaultWords = words({
  not_a_count: { zh: '请填整数', en: 'a whole number is wanted' },
  not_an_amount: { zh: '请填金额（元）', en: 'an amount in yuan is wanted' },
  not_an_area: { zh: '请填平方米数', en: 'square metres are wanted' },
  not_a_choice: { zh: '不在选项里', en: 'not among the choices' },
  not_a_phone: { zh: '不是电话号码', en: 'no phone number' },
  too_long: { zh: '太长，不超过 200 字', en: 'too long: up to 200 characters' },
})
