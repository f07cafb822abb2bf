import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { dayOf } from '../../core/date.ts'
import { checkCharacter } from '../../core/identity-number.ts'
import { blankWorkbook } from '../roster/blank-forms.ts'
import { openWindows, type Windows } from '../support/browser.ts'
import { openTestServer, type Person, type TestServer } from '../support/server.ts'

let server: TestServer
let windows: Windows
let clerk: Person

before(async () => {
  server = await openTestServer()
  windows = await openWindows(server)
  clerk = await server.signedIn(await server.tenant(), 'clerk')
  for (const name of ['对象甲', '对象乙']) {
    const first = name === '对象甲' ? '23120219700101997' : '23120219720202999'
    const people = [{ name, relation: '02', identityNumber: first + checkCharacter(first) }]
    const household = { areaCode: '231202000000', size: 1, address: name === '对象甲' ? '紫来街道 1 号' : null }
    assert.equal((await clerk.ask('POST', '/households', { household, people })).status, 200)
  }
})
afterEach((context) => windows.closeAll(context as { passed?: boolean }))
after(async () => {
  await windows.close()
  await server.close()
})

const form = () =>
  blankWorkbook([
    {
      name: '花名册',
      rows: [
        ['困难家庭情况表（单位：元）', '', '', '', '', '', ''],
        ['序号', '姓名', '身份证号', '家庭住址', '政治面貌', '特殊情形', '签字'],
        ['', '', '', '', '', '', ''],
        ['', '', '', '', '', '', ''],
      ],
      merges: ['A1:G1'],
    },
  ])

test('an officer chooses families, uploads a blank form, fills it and is told what is missing', async () => {
  const { page, open, go, check } = await windows.window(clerk, { width: 1366, height: 768 })
  await open('/forms')
  await check('forms-empty')
  await go('/households')
  await page.locator('table thead input[type=checkbox]').check()
  await page.getByRole('button', { name: '填表' }).click()
  await page.getByText('已选 2 户').waitFor()
  await check('forms-chosen')
  await page.getByRole('button', { name: '上传空白表' }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '困难家庭情况表.xlsx', mimeType: 'application/octet-stream', buffer: await form() })
  await check('forms-new')
  await page.getByRole('button', { name: '上传并识别表头' }).click()
  await page.getByRole('heading', { name: '困难家庭情况表' }).waitFor()
  await page.getByText('名册，一行一户').waitFor()
  await check('forms-headings')
  await page.getByLabel('“特殊情形”填什么').click()
  await page.keyboard.type('致困')
  await page.getByTitle('主要致困原因').click()
  await page.getByRole('button', { name: '记住并继续' }).click()
  await page.getByText('选中的 2 户').waitFor()
  await page.getByLabel('用途（记入审计）').fill('报市总工会')
  await check('forms-who')
  await page.getByRole('button', { name: '开始填表' }).click()
  await page.getByText('已填好 2 户').waitFor()
  await page.getByRole('link', { name: '对象乙' }).first().waitFor()
  await check('forms-result')
  // What the product has no field for leads to the family, where it is written down once.
  await page
    .getByRole('row', { name: /政治面貌/ })
    .getByRole('link', { name: '对象甲' })
    .click()
  const dialog = page.getByRole('dialog')
  assert.equal(await dialog.getByLabel('项目').inputValue(), '政治面貌')
  await dialog.getByLabel('内容').fill('群众')
  await check('supplement-new')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await page.getByText('群众').count(), 0)
  await page.getByRole('button', { name: '查看对象甲的补充资料' }).click()
  await dialog.getByLabel('核对身份').check()
  await dialog.getByRole('button', { name: '查看' }).click()
  await page.getByText('群众').waitFor()
  await check('supplement-shown')
  const english = await windows.window(clerk, { language: 'en', width: 1366, height: 768 })
  await english.open('/forms')
  await english.check('forms-english')
})

test('an amount that cannot be read is told when its field is left, and nothing that is still to be typed', async () => {
  const { page, open } = await windows.window(clerk, { width: 1366, height: 768 })
  await open('/households/new')
  const income = page.locator('input[inputmode=decimal]').first()
  await income.fill('一千二')
  await income.blur()
  const faults = page.locator('.ant-form-item-explain-error')
  await faults.getByText(/金额/).waitFor()
  assert.equal(await faults.count(), 1)
  await income.fill('1200')
  await income.blur()
  await faults.first().waitFor({ state: 'detached' })
})

test('a form that leaves its month open asks for it, and the result says which was counted', async () => {
  const { page, open, check } = await windows.window(clerk, { width: 1366, height: 768 })
  const rows = [
    ['困难职工帮扶情况月报表（   年  月）', '', ''],
    ['地区', '在册户数', '新增户数'],
    ['北林区', '', ''],
    ['合计', '', ''],
  ]
  await open('/forms/new')
  await page.locator('input[type=file]').setInputFiles({
    name: '月报表.xlsx',
    mimeType: 'application/octet-stream',
    buffer: await blankWorkbook([{ name: '月报', rows, merges: ['A1:C1'] }]),
  })
  await page.getByRole('button', { name: '上传并识别表头' }).click()
  await page.getByRole('heading', { name: '月报表' }).waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('统计哪一段时间').click()
  await page.keyboard.press('Enter')
  await page.getByLabel('用途（记入审计）').fill('报市总工会')
  await check('forms-period')
  await page.getByRole('button', { name: '开始填表' }).click()
  const [year, month] = dayOf(new Date()).split('-')
  await page.getByText(`统计的是：${year}年${Number(month)}月`).waitFor()
  await check('forms-period-result')
})
