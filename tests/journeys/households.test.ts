import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWindows, type Windows } from '../support/browser.ts'
import { openTestServer, type Person, type TestServer } from '../support/server.ts'

// One family in the hands of those who keep its file: what the whole journey passes by, faults and conflicts among it.
let server: TestServer
let windows: Windows
let clerk: Person
let auditor: Person
let household = ''

before(async () => {
  server = await openTestServer()
  windows = await openWindows(server)
})
afterEach((context) => windows.closeAll(context as { passed?: boolean }))
after(async () => {
  await windows?.close()
  await server?.close()
})

const fill = (page: Page, label: string, text: string, nth = 0) =>
  page.getByLabel(label, { exact: false }).nth(nth).fill(text)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const choose = async (page: Page, label: string, option: string, nth = 0) => {
  await page.getByLabel(label).nth(nth).click()
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).first().click()
}
/** Chooses an area by typing its name. */
const chooseArea = async (page: Page, label: string, name: string) => {
  await page.getByLabel(label).first().fill(name)
  await page.locator('.area-panel').getByRole('button', { name }).first().click()
}

test('the setup says what is wrong with it', async () => {
  const { page, open, check } = await windows.window()
  await open((await server.application.setupPath()) as string)
  await press(page, '完成设置')
  await page.getByRole('alert').waitFor()
  await check('setup-faults')
  const tenantId = await server.tenant()
  clerk = await server.signedIn(tenantId, 'clerk')
  auditor = await server.signedIn(tenantId, 'audit_administrator')
})

test('a clerk registers a household; what is wrong is said at its field', async () => {
  const { page, open, check } = await windows.window(clerk)
  await open('/households')
  await check('households-empty')
  await page.getByRole('button', { name: '建档' }).click()
  await page.getByRole('heading', { level: 1, name: '建档' }).waitFor()
  await page.getByLabel('所在地区').click()
  await page.locator('.area-panel').waitFor()
  await check('register-area')
  await chooseArea(page, '所在地区', '紫来街道')
  await fill(page, '住址', '示范社区 3 号楼 2 单元 501 室')
  await choose(page, '困难类别', '深度困难')
  await page.getByLabel('致困原因').click()
  await page.locator('.ant-select-dropdown:visible').getByText('重特大疾病').click()
  await page.keyboard.press('Escape')
  await fill(page, '姓名', '张三')
  await fill(page, '身份证号', '231202196805129969')
  await press(page, '添加成员')
  await fill(page, '姓名', '张小三', 1)
  await choose(page, '与户主关系', '子')
  await fill(page, '工资性收入', '18000')
  await fill(page, '医疗自付', '12600.50')
  await fill(page, '住房套数', '1')
  await check('register')
  await press(page, '建档')
  await page.getByRole('alert').waitFor()
  await check('register-faults')
  await fill(page, '身份证号', '231202196805129966')
  await press(page, '建档')
  const heading = page.getByRole('heading', { level: 1, name: '张三户' })
  await heading.or(page.getByRole('alert')).first().waitFor()
  assert.ok(await heading.isVisible(), (await page.locator('main').textContent()) ?? '')
  household = new URL(page.url()).pathname
  await check('household')
})

test('the page of the household: reveal with a reason, a member, a change, its history', async () => {
  const { page, open, go, check } = await windows.window(clerk)
  await open(household)
  await page.getByRole('button', { name: '查看张三的身份证号' }).click()
  await check('reveal')
  await page.getByLabel('核对身份').check()
  await page.getByRole('dialog').getByRole('button', { name: '查看' }).click()
  await page.getByText('231202196805129966').waitFor()
  await press(page, '添加成员')
  await fill(page, '姓名', '李四')
  await choose(page, '与户主关系', '配偶')
  await check('member-new')
  await press(page, '添加成员')
  await page.getByText('李四', { exact: false }).first().waitFor()
  await press(page, '修改家庭信息')
  // The spouse is counted already.
  await page.getByLabel('家庭人口').fill('4')
  await fill(page, '变更原因', '新增配偶')
  await check('household-change')
  await press(page, '保存')
  await page.getByRole('heading', { level: 1, name: '张三户' }).waitFor()
  await page.getByText('新增配偶').first().waitFor()
  await check('household-changed')
  await page.getByRole('button', { name: '更多' }).click()
  await press(page, '变更记录')
  await page.getByRole('dialog').waitFor()
  await check('household-history')
  await page.keyboard.press('Escape')
  await go('/search?q=张三')
  await check('search')
  await go('/me')
  await check('me')
})

test('two who change the same household see both versions', async () => {
  const [first, second] = [await windows.window(clerk), await windows.window(clerk)]
  for (const one of [first, second]) await one.open(`${household}/change`)
  await fill(first.page, '住址', '示范社区 1 号楼')
  await press(first.page, '保存')
  await first.page.getByRole('heading', { level: 1, name: '张三户' }).waitFor()
  await fill(second.page, '住址', '示范社区 9 号楼')
  await press(second.page, '保存')
  await second.page.getByText('有人先保存了修改').waitFor()
  await second.check('household-conflict')
  await press(second.page, '按所选内容保存')
  await second.page.getByText('示范社区 9 号楼').first().waitFor()
})

test('the audit administrator sees who did what', async () => {
  const { page, open, check } = await windows.window(auditor)
  await open('/audit')
  await page.getByText('查看隐私').first().waitFor()
  await check('audit')
})

test('forms of the register in English', async () => {
  const { go, check } = await windows.window(clerk, { language: 'en' })
  for (const [path, name] of [
    ['/households/new', 'register'],
    [`${household}/change`, 'change'],
    ['/me', 'me'],
  ] as const) {
    await go(path)
    await check(`en-${name}`)
  }
})
