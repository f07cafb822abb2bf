import type { Text } from '../../core/messages.ts'
import { words } from '../../core/messages.ts'

/** What a list is about: persons in hardship, families with their members, those who help, or organisations. */
export type Kind = 'hardship_worker' | 'household_members' | 'helper' | 'organisation'

export const kindNames: Record<Kind, Text> = words({
  hardship_worker: { zh: '困难职工花名册', en: 'List of workers in hardship' },
  household_members: { zh: '家庭成员花名册', en: 'List of families with their members' },
  helper: { zh: '帮扶干部名单', en: 'List of helpers' },
  organisation: { zh: '单位名录', en: 'List of organisations' },
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
  organisation_name: { zh: '单位名称', en: 'Name of the organisation' },
  organisation_kind: { zh: '单位类型', en: 'Kind of organisation' },
  enterprise_state: { zh: '企业状况', en: 'State of the enterprise' },
  parent_name: { zh: '上级单位', en: 'Parent organisation' },
  sector: { zh: '所属系统（条）', en: 'Line or ministry' },
  credit_code: { zh: '统一社会信用代码', en: 'Unified credit code' },
  responsible_person: { zh: '负责人', en: 'Person in charge' },
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
  organisation: [
    'organisation_name',
    'organisation_kind',
    'enterprise_state',
    'parent_name',
    'county',
    'sector',
    'credit_code',
    'responsible_person',
    'phone',
  ],
}
