import type { Text } from '../../core/messages.ts'
import { words } from '../../core/messages.ts'

/** What a list is about: persons in hardship, families with their members, or those who help. */
export type Kind = 'hardship_worker' | 'household_members' | 'helper'

export const kindNames: Record<Kind, Text> = words({
  hardship_worker: { zh: '困难职工花名册', en: 'List of workers in hardship' },
  household_members: { zh: '家庭成员花名册', en: 'List of families with their members' },
  helper: { zh: '帮扶干部名单', en: 'List of helpers' },
})

/** Every field a column can be, with the name officers know it by. */
export const fieldNames = words({
  unit: { zh: '工作单位', en: 'Work unit' },
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  ethnicity: { zh: '民族', en: 'Ethnicity' },
  id_number: { zh: '身份证号', en: 'Identity number' },
  birth_date: { zh: '出生日期', en: 'Date of birth' },
  category: { zh: '困难类别', en: 'Category of hardship' },
  cause: { zh: '致困原因', en: 'Cause of hardship' },
  household_size: { zh: '家庭人口', en: 'Household size' },
  annual_income_fen: { zh: '家庭年收入', en: 'Yearly household income' },
  rigid_expenditure_fen: { zh: '刚性支出', en: 'Unavoidable expenditure' },
  phone: { zh: '联系电话', en: 'Phone' },
  dibao: { zh: '是否低保', en: 'Receives dibao' },
  address: { zh: '家庭住址', en: 'Home address' },
  post: { zh: '职务', en: 'Post' },
  county: { zh: '所在县（市、区）', en: 'County' },
  skill: { zh: '特长', en: 'Skill' },
  capacity: { zh: '可帮扶户数', en: 'Households that can be helped' },
  head_name: { zh: '户主姓名', en: 'Head of household' },
  head_id_number: { zh: '户主身份证号', en: 'Identity number of the head' },
  relation_text: { zh: '与户主关系', en: 'Relation to the head' },
  certificate_number: { zh: '低保证号', en: 'Dibao certificate number' },
  benefit_persons: { zh: '保障人口', en: 'Persons covered' },
  monthly_benefit_fen: { zh: '月保障金额', en: 'Monthly benefit' },
  serial: { zh: '序号', en: 'Serial number' },
})
export type Field = keyof typeof fieldNames

/** Fields of a record, by what the list is about; in the order of the contract. */
export const fieldsOf: Record<Kind, readonly Field[]> = {
  hardship_worker: [
    'unit',
    'name',
    'sex',
    'ethnicity',
    'id_number',
    'birth_date',
    'category',
    'cause',
    'household_size',
    'annual_income_fen',
    'rigid_expenditure_fen',
    'phone',
    'dibao',
    'address',
  ],
  household_members: [
    'name',
    'id_number',
    'relation_text',
    'sex',
    'ethnicity',
    'birth_date',
    'phone',
    'address',
    'head_name',
    'head_id_number',
    'certificate_number',
    'household_size',
    'benefit_persons',
    'monthly_benefit_fen',
    'annual_income_fen',
    'category',
    'cause',
    'unit',
  ],
  helper: ['name', 'unit', 'post', 'phone', 'county', 'skill', 'capacity'],
}
