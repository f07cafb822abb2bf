import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { countTaps } from '../support/hands.ts'
import { until } from '../support/until.ts'
import { chapter, importRoster } from './browser-scene.ts'
import { everybody, helpers, helpersRoster, workers, workersRoster } from './story.ts'

// Second chapter: who stands by whom, and what was done for them.
const ownHelper = '对口干部'

chapter('helpers from their list; one of them with an account', async ({ clerk }) => {
  await clerk.go('/helpers')
  await clerk.check('helpers-empty')
  await clerk.go('/imports/new')
  await importRoster(clerk, helpersRoster, 'helpers', { count: helpers.records.length })
  await clerk.go('/helpers/new')
  await clerk.fill('姓名', ownHelper)
  await clerk.fill('职务', '副科长')
  await clerk.choose('手机账号', /^帮扶责任人甲.*helper/)
  await clerk.check('helper-new')
  await clerk.press('登记')
  await clerk.arrive('帮扶责任人')
  await clerk.see('共 {total} 条', { total: (helpers.records.length + 1).toLocaleString('en') })
  await clerk.check('helpers')
})

chapter('a pair by hand, everybody else by a proposal that the reviewer accepts', async (scene) => {
  const { clerk, reviewer } = scene
  const count = everybody - 1
  await clerk.go(`/pairs?state=unpaired&search=${encodeURIComponent(scene.head)}`)
  await clerk.page.getByRole('button', { name: scene.head }).first().click()
  await clerk.press('结对')
  await clerk.page.getByRole('dialog').getByRole('combobox').first().fill(ownHelper)
  await clerk.page.locator('.ant-select-dropdown:visible').getByText(ownHelper).first().click()
  await clerk.check('pair-begin')
  await clerk.confirm('结对')
  await clerk.see('没有符合筛选条件的内容')
  await clerk.go('/proposals')
  await clerk.check('proposals-empty')
  await clerk.press('开始提议')
  await clerk.see('{households} 户未结对，提议 {standing} 对，{unserved} 户没有人可配。', {
    households: count,
    standing: count,
    unserved: 0,
  })
  await clerk.page.locator('tbody tr').first().getByRole('button').first().click()
  // Where nobody else has a place left, others are offered in exchange.
  await clerk.see(clerk.named('button', '选这位').or(clerk.named('button', '对调')))
  await clerk.check('proposal')
  const path = new URL(clerk.page.url()).pathname
  await reviewer.go(path)
  await reviewer.press('通过，结成 {count} 对', { count })
  await reviewer.check('proposal-accept')
  await reviewer.confirm('通过，结成 {count} 对', { count })
  await reviewer.see('已通过')
  await reviewer.go('/pairs?state=unpaired')
  await reviewer.see('每一户都有帮扶责任人。')
  await reviewer.go('/pairs')
  await reviewer.see('共 {total} 条', { total: everybody })
  await reviewer.check('pairs')
})

chapter(
  'on the phone: my families, a visit in no more than six taps, then one with a request, a promise and cash',
  async (scene) => {
    const { helper, clerk } = scene
    const { page, check, see, press, named, text } = helper
    const tick = (name: string) => text(name).first().click()
    await helper.open('/m/')
    await see(scene.head)
    await check('phone-families')
    const taps = await countTaps(helper)
    await page.getByRole('link', { name: scene.head }).click()
    await named('link', '记录走访').click()
    await tick('屋里冷')
    await tick('岗位')
    await press('保存走访')
    await helper.arrive(scene.head)
    assert.ok((await taps()) <= 6, `${await taps()} taps`)
    await check('phone-family')
    await named('link', '记录走访').click()
    await tick('屋里冷')
    await tick('他们提出的诉求')
    await tick('就业')
    await helper.fill('说了什么', '想找个活')
    await tick('我的承诺')
    await helper.fill('答应办什么', '联系劳务公司')
    await tick('交给了他们')
    await helper.fill('现金（元）', '500')
    await check('phone-visit')
    // A call, an empty battery: what was filled in is still there.
    await page.reload()
    await see('重新填')
    // A full phone says so and keeps what was filled in on the page.
    await page.evaluate(fullOnce)
    await press('保存走访')
    await see('手机没有存下这条记录，可能是存储空间已满。填写的内容还在本页，请清理手机空间后再保存。')
    await check('phone-visit-full')
    await refuseOnce(page)
    // A slow phone: who goes elsewhere while it is being saved is not called back to the family.
    await page.evaluate(hashSlowly)
    await press('保存走访')
    await helper.go('/m/me')
    await see('原样再传一次')
    await check('phone-me-refused')
    await named('link', '改好再传').click()
    await tick('岗位')
    await press('保存走访')
    await until(
      'the phone has sent both',
      async () => (await clerk.ask<{ total: number }>('/visits/total')).total === 2,
    )
    await clerk.go('/visits')
    await clerk.see(clerk.text('共 {total} 条', { total: 2 }))
    await clerk.check('visits')
    await helper.open('/m/')
    await page.getByRole('link', { name: scene.head }).click()
    await see('想找个活')
    await check('phone-family-visited')
    // One touch marks a promise as kept; a slip of the finger is taken back before anything is sent.
    await press('已兑现')
    await see('已记下')
    await check('phone-promise-noted')
    await press('没兑现，撤回')
    await see(named('button', '已兑现'))
    assert.equal((await clerk.ask<{ total: number }>('/promises/total?state=kept')).total, 0)
    const family = new URL(page.url()).pathname.replace('/m', '')
    await helper.go('/m/todos')
    await see('联系劳务公司')
    await check('phone-todos')
    await helper.go('/m/me')
    await check('phone-me')
    // Whoever signs out leaves nothing begun behind for the next person with this phone.
    await helper.go(`/m${family}/visit`)
    await tick('屋里冷')
    await helper.go('/m/me')
    await see('还有 {count} 份没填完的内容。退出后从本机删除；要留着，请先填完保存。', { count: 1 })
    await press('退出登录')
    await see('忘记密码或没有账号，请联系本单位的系统管理员。')
    await check('phone-sign-in')
    assert.ok(!(await page.evaluate(() => Object.keys(localStorage).some((name) => name.startsWith('bangfu.draft.')))))
    await clerk.go('/requests')
    await clerk.see('想找个活')
    await clerk.check('requests')
  },
)

/** The next parcel of the phone comes back with every record refused, as the server answers what it cannot take. */
const fullOnce = `
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function () {
    IDBObjectStore.prototype.put = put
    throw new DOMException('', 'QuotaExceededError')
  }`

const hashSlowly = `
  const digest = crypto.subtle.digest.bind(crypto.subtle)
  crypto.subtle.digest = (...given) => new Promise((done) => setTimeout(() => done(digest(...given)), 700))`

const refuseOnce = (page: Page) =>
  page.route(
    '**/api/visits/sync',
    async (route) => {
      const { items } = route.request().postDataJSON() as { items: { id: string }[] }
      const receipts = items.map(({ id }) => ({ id, result: 'rejected', message: '4711' }))
      await route.fulfill({ json: { receipts } })
    },
    { times: 1 },
  )

chapter('aid in one ledger, and a festival list from a roster with receipts', async (scene) => {
  const { clerk } = scene
  await clerk.go(`/aid/new?household=${scene.family.split('/').at(-1)}`)
  await clerk.choose('帮扶种类', '临时救助')
  await clerk.fill('金额', '1200.50')
  await clerk.check('aid-new')
  await clerk.press('登记帮扶')
  await clerk.arrive('{name}户', { name: scene.head })
  await clerk.go('/aid-lists')
  await clerk.check('aid-lists-empty')
  await clerk.go('/aid-lists/new')
  await clerk.fill('名称', '春节送温暖')
  await clerk.fill('每户金额', '300')
  await clerk.see('{festival}是 {day}，最晚 {due}发完。')
  await clerk.check('aid-list-new')
  await clerk.press('新建发放名单')
  await clerk.arrive('春节送温暖')
  const path = new URL(clerk.page.url()).pathname
  await clerk.press('更多')
  await clerk.named('link', '从花名册加入').click()
  await importRoster(clerk, workersRoster, 'festival', { count: workers.records.length })
  await clerk.open(path)
  await clerk.see('共 {total} 条', { total: workers.records.length })
  await clerk.page.getByRole('checkbox').first().check()
  await clerk.press('登记领取')
  await clerk.fill('收据号', '签领表 1')
  await clerk.check('aid-list-receive')
  await clerk.confirm('登记领取')
  await clerk.see('已登记 {recorded} 户，{already} 户之前已领。')
  await clerk.check('aid-list')
  await clerk.go('/aid-lists')
  await clerk.check('aid-lists')
  await clerk.go('/aid')
  await clerk.check('aid')
})
