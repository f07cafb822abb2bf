import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countryCode, isAreaCode, parentOf } from '../../core/area-code.ts'
import { findAreaByName, parseAddress } from './address-rules.ts'
import { NewOwnArea } from './model.ts'
import { areaPackHash, countiesByName, readAreaPack, readCountyPack } from './pack-store.ts'
import {
  areaPath,
  countyCodes,
  fullName,
  indexAreas,
  isValidOn,
  nameWithin,
  nextOwnCode,
  ownArea,
  packArea,
  shortName,
  writtenNames,
} from './rules.ts'

const pack = readAreaPack()
const index = indexAreas(pack)
const suihua = '231200000000'

test('the pack holds the country down to its townships, and the villages of the demo prefecture', () => {
  const count = (level: string, abolished = false) =>
    pack.filter((area) => area.level === level && area.abolished === abolished).length
  assert.equal(count('province'), 34)
  assert.equal(count('township'), 41_351)
  assert.ok(count('county') >= 2_978)
  assert.equal(count('village'), 1_641)
  assert.equal(pack.filter((area) => area.abolished).length, 1_229)
  const counties = pack.filter((area) => area.level === 'county' && !area.abolished && area.parent === suihua)
  assert.deepEqual(
    counties.map((area) => area.name),
    ['北林区', '望奎县', '兰西县', '青冈县', '庆安县', '明水县', '绥棱县', '安达市', '肇东市', '海伦市'],
  )
  assert.match(areaPackHash(), /^[0-9a-f]{64}$/)
})

test('every area of the pack has a well-formed code, once, and lies in an area of the pack', () => {
  const bad = pack.filter(
    (area) => !isAreaCode(area.code) || (area.parent !== null && !index.byCode.has(area.parent)) || area.name === '',
  )
  assert.deepEqual(bad, [])
  assert.equal(index.byCode.size, pack.length)
  assert.equal(index.byCode.get(countryCode)?.parent, null)
  for (const area of pack) assert.equal(area.parent, parentOf(area.code) ?? null)
})

test('codes of the time before 1999 keep their names', () => {
  assert.equal(fullName(index, '232301000000'), '黑龙江省绥化地区绥化市')
  assert.equal(index.byCode.get('232301000000')?.abolished, true)
  assert.equal(fullName(index, '110103000000'), '北京市崇文区')
  assert.equal(fullName(index, '460001000000'), '海南省通什市')
})

test('the full name leaves out what only the numbering knows', () => {
  assert.equal(fullName(index, '231202101000'), '黑龙江省绥化市北林区宝山镇')
  assert.equal(fullName(index, '110101000000'), '北京市东城区')
  assert.equal(fullName(index, '500229000000'), '重庆市城口县')
  assert.equal(fullName(index, '429021000000'), '湖北省神农架林区')
  assert.equal(fullName(index, '441900003000'), '广东省东莞市东城街道')
  assert.equal(fullName(index, '659001000000'), '新疆维吾尔自治区石河子市')
  assert.equal(fullName(index, '620201000000'), '甘肃省嘉峪关市')
  assert.equal(fullName(index, countryCode), '')
  assert.equal(nameWithin(index, '231202101000', suihua), '北林区宝山镇')
  assert.equal(nameWithin(index, suihua, suihua), '绥化市')
  assert.deepEqual(
    areaPath(index, '231202000000').map((area) => area.code),
    ['230000000000', '231200000000', '231202000000'],
  )
})

test('short names', () => {
  const short = (code: string) => shortName(index.byCode.get(code) ?? packArea(code, '?'))
  assert.equal(short('231202000000'), '北林')
  assert.equal(short('652800000000'), '巴音郭楞')
  assert.equal(short('150000000000'), '内蒙古')
  assert.equal(short('450000000000'), '广西')
  assert.equal(short('540000000000'), '西藏')
  assert.equal(short('429021000000'), '神农架')
  assert.equal(short('500233000000'), undefined)
  assert.equal(short('231202101000'), undefined)
})

test('villages are written without their committees', () => {
  const written = (name: string) => writtenNames(packArea('231202101200', name)).at(-1)
  assert.equal(written('永顺村委会'), '永顺村')
  assert.equal(written('红旗社区居民委员会'), '红旗社区')
  assert.equal(written('第二居委会'), '第二社区')
  assert.equal(written('涝洲场直社区'), '涝洲场直社区')
})

test('an address gives its county, township or village where that is certain', () => {
  const read = (address: string, within?: string) => {
    const found = parseAddress(index, address, within)
    return found && [found.area.code, found.rest]
  }
  assert.deepEqual(read('望奎县人民街43号'), ['231221000000', '人民街43号'])
  assert.deepEqual(read('青冈县北林路117号'), ['231223000000', '北林路117号'])
  assert.deepEqual(read('绥化市北林区宝山镇永顺村３组'), ['231202101200', '3组'])
  assert.deepEqual(read('黑龙江省 绥化北林区 太平川镇'), ['231202105000', ''])
  assert.deepEqual(read('东莞市石碣镇1号'), ['441900101000', '1号'])
  assert.deepEqual(read('宝山镇5号', '231202000000'), ['231202101000', '5号'])
  assert.deepEqual(read('绥化地区绥化市中兴街'), ['232301000000', '中兴街'])
})

test('an address that fits several areas, or none, gives nothing', () => {
  for (const address of ['', '北林路1号', '朝阳区建国路', '宝山镇5号', '郊区3号', '市辖区', '人民街1号'])
    assert.equal(parseAddress(index, address), undefined, address)
})

test('a name is looked up in its context', () => {
  assert.equal(findAreaByName(index, '安达市')?.code, '231281000000')
  assert.equal(findAreaByName(index, '望奎', suihua)?.code, '231221000000')
  assert.equal(findAreaByName(index, '绥化')?.code, suihua)
  assert.equal(findAreaByName(index, '绥化市北林区')?.code, '231202000000')
  assert.equal(findAreaByName(index, '朝阳区'), undefined)
  assert.equal(findAreaByName(index, '朝阳区', '110000000000')?.code, '110105000000')
  assert.equal(findAreaByName(index, '永顺村', '231202000000')?.code, '231202101200')
  assert.equal(findAreaByName(index, '安达', '110000000000'), undefined)
})

test('counties by name, for the roster command', () => {
  const counties = countiesByName()
  for (const [name, code] of Object.entries({
    北林区: '231202',
    北林: '231202',
    绥化市望奎县: '231221',
    黑龙江省绥化市安达市: '231281',
    黑龙江省海伦市: '231283',
    库尔勒市: '652801',
    东莞市: '441900',
  }))
    assert.equal(counties.get(name), code, name)
  assert.equal(counties.get('朝阳区'), undefined)
  assert.equal(countiesByName('110000000000').get('朝阳区'), '110105')
  assert.equal(counties.get('崇文区'), undefined)
  const today = new Set(
    readCountyPack()
      .filter((area) => !area.abolished)
      .map((area) => area.code.slice(0, 6)),
  )
  for (const code of counties.values()) assert.ok(today.has(code))
})

test('a full name wins over the short name of another county', () => {
  const areas = [packArea('110000000000', '甲省'), packArea('110100000000', '乙市')]
  areas.push(packArea('110101000000', '上林县'), packArea('110102000000', '上林县县'))
  assert.equal(countyCodes(areas).get('上林县'), '110101')
})

test('own areas', () => {
  const township = '231202101000'
  const first = nextOwnCode(township, new Set())
  assert.equal(first, '231202101900')
  assert.equal(nextOwnCode(township, new Set([first])), '231202101901')
  assert.equal(nextOwnCode('231202000000', new Set()), '231202900000')
  assert.equal(nextOwnCode(suihua, new Set()), undefined)
  assert.equal(nextOwnCode('231202101200', new Set()), undefined)
  const all = new Set(Array.from({ length: 100 }, (_, number) => `231202101${900 + number}`))
  assert.equal(nextOwnCode(township, all), undefined)
  const asked = NewOwnArea.parse({ parent: township, name: ' 新库区村 ', validFrom: '2005-02-05' })
  const area = ownArea(asked, first)
  assert.deepEqual([area.level, area.parent, area.name, area.own], ['village', township, '新库区村', true])
  assert.equal(isValidOn(area, '2005-02-04'), false)
  assert.equal(isValidOn(area, '2005-02-05'), true)
  assert.equal(isValidOn({ ...area, validTo: '2006-01-01' }, '2006-01-02'), false)
  assert.equal(isValidOn(packArea('232301000000', '绥化市', true), '2005-02-05'), false)
  assert.equal(NewOwnArea.safeParse({ ...asked, validTo: '2004-01-01' }).success, false)
  assert.equal(NewOwnArea.safeParse({ parent: township, name: '<b>村' }).success, false)
})
