import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWindows, type Window, type Windows } from '../support/browser.ts'
import { openTestServer, type TestServer } from '../support/server.ts'

// The whole way of a new installation, by hands that only click and type: setup, links, roles, first household.
let server: TestServer
let windows: Windows
const password = 'ein langer Satz 4711'
let links: string[] = []
let household = ''

before(async () => {
  server = await openTestServer()
  windows = await openWindows(server)
})
afterEach(() => windows.closeAll())
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

async function signIn(window: Window, loginName: string): Promise<void> {
  await window.open('/sign-in')
  await fill(window.page, '登录名', loginName)
  await fill(window.page, '密码', password)
  await press(window.page, '登录')
  await window.page.getByRole('heading', { level: 1, name: '今日待办' }).waitFor()
}

test('the setup link makes a tenant and hands out two links', async () => {
  const { page, open, check } = await windows.window()
  await open('/sign-in')
  await check('sign-in')
  await open((await server.application.setupPath()) as string)
  await check('setup')
  await press(page, '完成设置')
  await page.getByRole('alert').waitFor()
  await check('setup-faults')
  await fill(page, '名称', '绥化示范市')
  await chooseArea(page, '管辖地区', '绥化市')
  await fill(page, '姓名', '管理甲', 0)
  await fill(page, '登录名', 'admin', 0)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await fill(page, '确认密码', password)
  await fill(page, '姓名', '安全乙', 1)
  await fill(page, '登录名', 'security', 1)
  await fill(page, '姓名', '审计丙', 2)
  await fill(page, '登录名', 'auditing', 2)
  await press(page, '完成设置')
  await page.getByRole('heading', { name: '设置完成，请转交两个链接' }).waitFor()
  await check('setup-links')
  const given = page.locator('.one-time-link input')
  links = [await given.nth(0).inputValue(), await given.nth(1).inputValue()]
  assert.ok(links.every((link) => link.startsWith(`${windows.origin}/welcome#`)))
  await press(page, '进入系统')
  await page.getByRole('heading', { level: 1, name: '今日待办' }).waitFor()
  await check('home-system-administrator')
  // The link is used up.
  await open('/setup#something')
  await page.getByText('首次设置已经做过').waitFor()
  await check('setup-done')
})

test('the system administrator opens an account, the security administrator grants its role', async () => {
  const system = await windows.window()
  await signIn(system, 'admin')
  await system.open('/accounts')
  await system.check('accounts-system-administrator')
  await press(system.page, '开设账号')
  await system.check('invite')
  await fill(system.page, '姓名', '经办丁')
  await fill(system.page, '登录名', 'clerk')
  await press(system.page, '开设账号')
  await system.page.getByRole('heading', { name: '账号已开设，请转交链接' }).waitFor()
  await system.check('invited')
  const clerkLink = await system.page.locator('.one-time-link input').inputValue()

  const security = await windows.window()
  await security.page.goto(links[0] as string)
  await security.page.getByText('安全乙').waitFor()
  await security.check('welcome')
  await security.page.getByLabel('密码', { exact: true }).fill(password)
  await fill(security.page, '确认密码', password)
  await press(security.page, '保存密码并登录')
  await security.page.getByRole('heading', { level: 1, name: '今日待办' }).waitFor()
  await security.check('home-security-administrator')
  await security.open('/accounts')
  await security.page.getByRole('button', { name: '经办丁' }).click()
  await security.page.getByRole('heading', { name: '授予岗位' }).waitFor()
  await choose(security.page, '岗位', '经办人')
  await security.check('grant')
  await press(security.page, '授予岗位')
  await security.page.getByText('已授予岗位。').waitFor()
  await security.check('granted')

  const clerk = await windows.window()
  await clerk.page.goto(clerkLink)
  await clerk.page.getByLabel('密码', { exact: true }).fill(password)
  await fill(clerk.page, '确认密码', password)
  await press(clerk.page, '保存密码并登录')
  await clerk.page.getByRole('heading', { level: 1, name: '今日待办' }).waitFor()
  await clerk.check('home-clerk-new')
  // A link works once.
  await clerk.open('/me')
  await clerk.page.goto(clerkLink)
  await clerk.page.getByText('这个链接已经用过或已过期').waitFor()
  await clerk.check('welcome-gone')
})

test('the clerk adds an organisation and registers a household', async () => {
  const { page, open, check, ...window } = await windows.window()
  await signIn({ page, open, check, ...window }, 'clerk')
  await open('/organisations')
  await check('organisations')
  await press(page, '新增单位')
  await fill(page, '单位名称', '绥化市第一机械厂')
  await choose(page, '单位类型', '企业')
  await choose(page, '企业状况', '困难')
  await chooseArea(page, '所在地区', '北林区')
  await check('organisation-new')
  await press(page, '新增单位')
  await page.getByRole('link', { name: '绥化市第一机械厂' }).waitFor()
  await check('organisations-two')
  await page.getByRole('link', { name: '绥化市第一机械厂' }).click()
  await page.getByRole('heading', { name: '绥化市第一机械厂' }).waitFor()
  await check('organisation-change')

  await open('/areas')
  await check('own-areas-empty')
  await open('/areas/new')
  await chooseArea(page, '上级地区', '紫来街道')
  await fill(page, '名称', '示范社区')
  await check('own-area-new')
  await press(page, '添加')
  await page.getByRole('link', { name: '示范社区' }).waitFor()
  await check('own-areas')

  await open('/households')
  await check('households-empty')
  await page.getByRole('button', { name: '建档' }).click()
  await page.getByRole('heading', { level: 1, name: '建档' }).waitFor()
  await page.getByLabel('所在地区').click()
  await page.locator('.area-panel').waitFor()
  await check('register-area')
  await chooseArea(page, '所在地区', '示范社区')
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
  const { page, open, check, ...window } = await windows.window()
  await signIn({ page, open, check, ...window }, 'clerk')
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
  await page.getByLabel('家庭人口').fill('3')
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
  await open('/households')
  await check('households')
  await open('/')
  await check('home-clerk')
  await open('/search?q=张三')
  await check('search')
  await open('/me')
  await check('me')
})

test('two who change the same household see both versions', async () => {
  const [first, second] = [await windows.window(), await windows.window()]
  for (const one of [first, second]) {
    await signIn(one, 'clerk')
    await one.open(`${household}/change`)
  }
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

test('the audit administrator sees who did what; the main pages in English', async () => {
  const auditor = await windows.window()
  await auditor.page.goto(links[1] as string)
  await auditor.page.getByLabel('密码', { exact: true }).fill(password)
  await fill(auditor.page, '确认密码', password)
  await press(auditor.page, '保存密码并登录')
  await auditor.page.getByRole('heading', { level: 1, name: '今日待办' }).waitFor()
  await auditor.check('home-audit-administrator')
  await auditor.open('/audit')
  await auditor.page.getByText('查看隐私').first().waitFor()
  await auditor.check('audit')

  const english = await windows.window(undefined, { language: 'en' })
  await english.open('/sign-in')
  await english.check('en-sign-in')
  await fill(english.page, 'Login name', 'clerk')
  await fill(english.page, 'Password', password)
  await press(english.page, 'Sign in')
  await english.page.getByRole('heading', { level: 1, name: 'To do today' }).waitFor()
  for (const [path, name] of [
    ['/', 'home'],
    ['/households', 'households'],
    ['/households/new', 'register'],
    [household, 'household'],
    ['/organisations', 'organisations'],
    ['/me', 'me'],
  ] as const) {
    await english.open(path)
    await english.check(`en-${name}`)
  }
})
