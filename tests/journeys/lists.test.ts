import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWindows, type Window, type Windows } from '../support/browser.ts'
import { rosterPath, settledImport, stepImport, uploadRoster } from '../support/rosters.ts'
import { openTestServer, type Person, type TestServer } from '../support/server.ts'

// Pages that the whole journey passes by: empty, broken, rejected, late; and an import that is corrected and undone.
let server: TestServer
let windows: Windows
let reviewer: Person
let empty: Person
const workers = '困难职工花名册.xlsx'
const paths: Record<string, string> = {}

async function send<Body>(path: string, body: unknown): Promise<Body> {
  const answer = await reviewer.ask<Body>('POST', path, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

/** A festival list of everybody on file: some have received, one is excepted, the others are owed. */
async function festival(): Promise<string> {
  const list = await send<{ id: string }>('/aid-lists', {
    name: '2026 年中秋慰问',
    festival: 'mid_autumn',
    year: 2026,
    kind: 'comfort_grant',
    amountFen: '50000',
  })
  await send(`/aid-lists/${list.id}/households`, { area: '231200000000' })
  const { body } = await reviewer.ask<{ rows: { householdId: string }[] }>(
    'GET',
    `/aid-lists/${list.id}/entries?limit=20`,
  )
  const [first, ...others] = body.rows.map((row) => row.householdId)
  await send(`/aid-lists/${list.id}/excepted`, { householdIds: [first], reason: '已迁往外地，由迁入地慰问' })
  await send(`/aid-lists/${list.id}/received`, { householdIds: others, receivedOn: '2026-09-20', receipt: '收 0012' })
  await send('/aid', {
    householdId: first,
    givenOn: '2026-10-10',
    kind: 'comfort_goods',
    source: 'society',
    item: '大米',
    quantity: '10',
    unit: '公斤',
    valueFen: '6000',
  })
  paths.household = first as string
  return list.id
}

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant('绥化示范市')
  reviewer = await server.signedIn(tenantId, 'reviewer')
  empty = await server.signedIn(await server.tenant('空白市'), 'reviewer')
  windows = await openWindows(server)
  paths.done = await uploadRoster(reviewer, workers, { target: 'registry' })
  await settledImport(reviewer, paths.done)
  await stepImport(reviewer, paths.done, 'commit', 'committed')
  paths.ready = await uploadRoster(reviewer, '低保家庭花名册.xlsx', { target: 'registry' })
  paths.broken = await uploadRoster(reviewer, '损坏的表.xlsx', {
    target: 'registry',
    bytes: Buffer.from('PK\u0003\u0004 not a workbook'),
  })
  await settledImport(reviewer, paths.ready)
  await settledImport(reviewer, paths.broken)
  paths.list = await festival()
  const area = { areaCode: '231200000000' }
  paths.late = (
    await send<{ id: string }>('/guarantees', { rule: 'festival_received', aidListId: paths.list, ...area })
  ).id
  paths.helpers = (await send<{ id: string }>('/guarantees', { rule: 'lead_helper', dueOn: '2099-12-31', ...area })).id
  await send('/guarantees', { rule: 'dibao_enrolled', dueOn: '2099-12-31', ...area })
})
after(async () => {
  await windows?.close()
  await server?.close()
})

const heading = (window: Window) => window.page.getByRole('heading', { level: 1 }).first().textContent()

const lists = ['/aid', '/visits', '/visits/families', '/promises', '/promises?state=overdue', '/requests', '/reports']
const name = (path: string) => path.slice(1).replace(/[/?=&]/g, '-')

test('before anything is recorded every page says what to do next', async () => {
  const window = await windows.window(empty)
  for (const path of lists) {
    await window.go(path)
    await window.check(`empty-${name(path)}`)
  }
  await window.go('/guarantees/00000000-0000-7000-8000-000000000000')
  await window.page.getByRole('alert').waitFor()
  await window.check('gone-guarantee')
})

test('a page that does not open says so in words, leads back, and opens once it can', async () => {
  const window = await windows.window(reviewer)
  const { page } = window
  await window.open('/households/00000000-0000-7000-8000-000000000000')
  assert.equal(await heading(window), '没有找到')
  await window.check('gone-household')
  await page.getByRole('link', { name: '返回困难家庭' }).click()
  await page.getByRole('heading', { level: 1, name: '困难家庭' }).waitFor()
  await page.route('**/api/library**', (route) => route.abort())
  await window.open('/library')
  await page.getByRole('heading', { level: 1, name: '这个页面没有打开' }).waitFor()
  await page.unroute('**/api/library**')
  await page.getByRole('button', { name: '重试' }).click()
  await page.getByRole('heading', { level: 1, name: '政策文件库' }).waitFor()
})

test('a window that was open while the server was updated says so, and loses nothing that was typed', async () => {
  const window = await windows.window(reviewer)
  const { page } = window
  await window.open('/households/new')
  await page.getByLabel('住址').fill('紫来街道 7 号')
  await page.route('**/assets/**', (route) => route.fulfill({ status: 404 }))
  await page.route(
    (url) => url.pathname === '/',
    (route) => route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/assets/web-newer.js">' }),
  )
  await page.getByRole('link', { name: '报告', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '系统已更新' }).waitFor()
  await page.unrouteAll()
  await page.getByRole('button', { name: '刷新' }).click()
  await page.getByRole('heading', { level: 1, name: '情况报告' }).waitFor()
  await window.go('/households/new')
  assert.equal(await page.getByLabel('住址').inputValue(), '紫来街道 7 号')
})

test('a printed list says by what it was chosen, which rows it holds, and how to have them all', async () => {
  const window = await windows.window(reviewer)
  const { page } = window
  await window.go('/households?area=231200000000')
  await page.locator('table tbody tr').first().waitFor()
  const sentence = page.getByText(/^第 1–50 条，共 \d+ 条。需要全部时，请在系统里导出 Excel。$/)
  await sentence.waitFor({ state: 'hidden' })
  await page.emulateMedia({ media: 'print' })
  await sentence.waitFor()
  const shown = await page.locator('.filters > *:visible').allInnerTexts()
  assert.deepEqual(
    shown.map((text) => text.trim()),
    ['地区'],
  )
  // Buttons in a head are drawn on the first sheet alone.
  const display =
    '[...document.querySelectorAll("table.data thead button")].map((one) => getComputedStyle(one).display)'
  assert.deepEqual(new Set(await page.evaluate<string[]>(display)), new Set(['contents']))
})

test('file numbers are copied on plain http too, and what cannot be done is said', async () => {
  const window = await windows.window(reviewer)
  const { page } = window
  // Offices run on plain http, where browsers hide the clipboard.
  await page.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
  await window.open('/households')
  await page.locator('table tbody input[type=checkbox]').first().check()
  const number = await page.locator('table tbody tr').first().getByRole('link').first().textContent()
  await page.evaluate(`document.addEventListener('copy', () => { window.copied = document.activeElement.value })`)
  await page.getByRole('button', { name: '复制档案号' }).click()
  await page.getByRole('button', { name: '已复制 1 个' }).waitFor()
  assert.equal(await page.evaluate('window.copied'), number)
  await page.evaluate(`document.execCommand = () => false`)
  await page.getByRole('button', { name: '已复制 1 个' }).click()
  await page.getByRole('alert').getByText('没有复制成').waitFor()
})

test('views and tabs that an address does not know give way to the first, which is marked', async () => {
  const window = await windows.window(reviewer)
  const marked = {
    '/library?view=nonsense': ['清单'],
    '/library?view=tree': ['落实关系'],
    '/guarantees?state=nonsense': ['进行中'],
    '/guarantees?state=closed': ['已结束'],
  }
  for (const [path, names] of Object.entries(marked)) {
    await window.go(path)
    for (const mark of ['[aria-current=page]', '[data-chosen=true]'])
      assert.deepEqual(await window.page.locator(`main nav ${mark}`).allTextContents(), names, `${path} ${mark}`)
  }
})

test('a dialog tells what it was refused for, keeps what was typed, and closes when it went through', async () => {
  const clerk = await windows.window(reviewer)
  const { page } = clerk
  const { body } = await reviewer.ask<{ rows: { id: string }[] }>('GET', '/organisations?limit=1')
  await clerk.open(`/organisation-aliases?organisation=${body.rows[0]?.id}`)
  await page.route('**/api/organisation-aliases', (route) => route.abort())
  await page.getByRole('button', { name: '增加别名' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('示范市府办')
  await dialog.getByRole('button', { name: '增加别名' }).click()
  assert.match((await dialog.getByRole('alert').textContent()) ?? '', /连不上服务器/)
  await page.unroute('**/api/organisation-aliases')
  await dialog.getByRole('button', { name: '增加别名' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('示范市府办').waitFor()
})

const withData = {
  zh: () => ({
    'imports-broken': `/imports/${paths.broken}`,
    'imports-warnings': `/imports/${paths.done}?step=issues&severity=warning`,
    'imports-rejected': `/imports/${paths.done}?step=check&rows=rejected`,
    'imports-result': `/imports/${paths.done}?step=result`,
    'households-of-import': `/households?importId=${paths.done}`,
    'aid-goods': '/aid?form=goods',
    'guarantee-late': `/guarantees/${paths.late}?state=missed`,
  }),
  en: () => ({
    'imports-columns': `/imports/${paths.ready}?step=columns`,
    'imports-issues': `/imports/${paths.done}?step=issues`,
    'imports-check': `/imports/${paths.ready}?step=check`,
    'aid-new-household': `/aid/new?household=${paths.household}`,
    'aid-list': `/aid-lists/${paths.list}`,
    'guarantee-helpers': `/guarantees/${paths.helpers}`,
  }),
}

for (const language of ['zh', 'en'] as const)
  test(`pages with data read well in ${language}`, async () => {
    const window = await windows.window(reviewer, { language })
    for (const [picture, path] of Object.entries(withData[language]())) {
      await window.go(path)
      assert.ok((await heading(window))?.trim(), path)
      await window.check(`${language}-${picture}`)
    }
  })

test('a roster goes from the file to the register and back by hand', async () => {
  const window = await windows.window(empty)
  const { page } = window
  await window.open('/imports')
  await page.getByRole('button', { name: '导入花名册' }).first().click()
  await page.locator('input[type=file]').setInputFiles(rosterPath(workers))
  await window.check('hand-file')
  await page.getByRole('button', { name: '上传并读取' }).click()
  const next = page.getByRole('button', { name: '下一步' })
  await page
    .getByRole('heading', { name: /工作表/ })
    .first()
    .waitFor({ timeout: 120_000 })
  await window.check('hand-columns')
  await next.click()
  const errors = page.getByRole('button', { name: /^错误/ })
  const before = Number((await errors.textContent())?.replace(/\D/g, ''))
  const cell = page.locator('td.faulty', { hasText: '不能确定是多少' }).first()
  await cell.getByRole('textbox').fill('1200')
  // What is to be put right stands first in its row, however wide the sheet is.
  const places = await page.evaluate<number[]>(
    `[...new Set([...document.querySelectorAll('td.faulty')].map((faulty) => faulty.cellIndex))].sort((a, b) => a - b)`,
  )
  assert.deepEqual(
    places,
    places.map((_, place) => place + 1),
  )
  await window.check('hand-cell')
  await page.getByRole('button', { name: '重新核对' }).click()
  await page.getByRole('button', { name: `错误 ${before - 1} 处` }).waitFor({ timeout: 120_000 })
  await next.click()
  await window.check('hand-check')
  await page.getByRole('button', { name: /^确认导入/ }).click()
  await page.getByText('已导入：').waitFor({ timeout: 120_000 })
  await window.check('hand-result')
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await window.check('hand-undo')
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('这次导入已整批撤销。').waitFor({ timeout: 120_000 })
})
