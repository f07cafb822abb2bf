import type { AreaLevel } from '../../core/area-code.ts'
import { type Text, words } from '../../core/messages.ts'

/** Words of a level in lists and forms. */
export const levelNames: Record<AreaLevel, Text> = {
  country: { zh: '全国', en: 'Country' },
  province: { zh: '省级', en: 'Province' },
  prefecture: { zh: '地级', en: 'Prefecture' },
  county: { zh: '县级', en: 'County' },
  township: { zh: '乡镇、街道', en: 'Township or subdistrict' },
  village: { zh: '村、社区', en: 'Village or community' },
}

export const areaMessages = words({
  area: { zh: '地区', en: 'Area' },
  areas: { zh: '行政区划', en: 'Areas' },
  level: { zh: '级别', en: 'Level' },
  code: { zh: '区划代码', en: 'Area code' },
  name: { zh: '名称', en: 'Name' },
  parent: { zh: '上级地区', en: 'Inside' },
  validFrom: { zh: '启用日期', en: 'Valid from' },
  validTo: { zh: '停用日期', en: 'Valid to' },
  abolished: { zh: '已撤销', en: 'Abolished' },
  own: { zh: '自行添加', en: 'Added here' },
  addOwn: { zh: '添加村、社区', en: 'Add a village or community' },
  country: { zh: '全国', en: 'The whole country' },
  choose: { zh: '选择地区，可输入名称查找', en: 'Choose an area, or type its name' },
  chooseWhole: { zh: '选择本级', en: 'Choose this area' },
  all: { zh: '全部', en: 'All' },
  up: { zh: '返回上级', en: 'Back up' },
  below: { zh: '下级', en: 'Inside' },
  inside: { zh: '{name}的下级', en: 'Areas inside {name}' },
  unknown: {
    zh: '没有这个地区；国家区划里没有的村、社区可先在“自定地区”里添加。',
    en: 'There is no such area. A village or community that the national list lacks can be added under “Own areas”.',
  },
  nothingInside: { zh: '没有下级地区。', en: 'There are no areas inside.' },
  nothingFound: { zh: '没有名称含“{name}”的地区。', en: 'No area has “{name}” in its name.' },
  ownAreas: { zh: '自定地区', en: 'Own areas' },
  ownNote: {
    zh: '国家区划里没有的村、社区、乡镇，在这里添加。',
    en: 'Villages, communities and townships that the national list does not have are added here.',
  },
  ownEmpty: {
    zh: '还没有自行添加的地区。国家区划里查不到某个村或社区时，在这里添加，建档时就能选到。',
    en: 'No own areas yet. Add a village or community here when the national list lacks it; it can then be chosen.',
  },
  change: { zh: '修改地区', en: 'Change the area' },
  changeNamed: { zh: '修改地区：{name}', en: 'Change the area: {name}' },
  add: { zh: '添加', en: 'Add' },
  parentHelp: {
    zh: '选择县区则添加乡镇、街道；选择乡镇、街道则添加村、社区。',
    en: 'Inside a county a township is added; inside a township a village or community.',
  },
  validHelp: { zh: '最后一天仍可使用；留空表示一直有效。', en: 'Usable on its last day too; empty means without end.' },
  not_an_area_code: {
    zh: '区划代码应为 12 位数字，且上级部分要填写完整。',
    en: 'An area code has 12 digits and does not skip the area above it.',
  },
  name_too_short: { zh: '名称至少两个字。', en: 'A name has at least two characters.' },
  name_too_long: { zh: '名称不超过 50 个字。', en: 'A name has at most 50 characters.' },
  name_not_plain: {
    zh: '名称里有不能使用的符号，请删除后再保存。',
    en: 'The name contains characters that cannot be used; remove them and save again.',
  },
  days_reversed: {
    zh: '停用日期早于启用日期，请更正。',
    en: 'The last day is before the first day; please correct it.',
  },
  no_such_area: { zh: '没有这个地区，请重新选择。', en: 'There is no such area; please choose again.' },
  no_own_area_here: {
    zh: '只能在县、乡镇、街道下面添加。请先选择县或乡镇。',
    en: 'Areas can be added inside a county or township only. Choose one first.',
  },
  no_code_left: {
    zh: '这个地区自行添加的代码（900 至 999）已经用完。',
    en: 'All codes for added areas (900 to 999) are used in this area.',
  },
  name_taken: { zh: '这里已经有同名的地区。', en: 'An area of this name exists here already.' },
  changedMeanwhile: {
    zh: '这个地区刚被别人修改过，请对照后再保存。',
    en: 'Somebody else has just changed this area. Compare and save again.',
  },
})

/** The name of an area by its code of six or twelve digits; the country has no name of its own but a word in each language. */
export const areaNameText = (code: string, name: string): Text =>
  /^0+$/.test(code) ? areaMessages.country : { zh: name, en: name }
