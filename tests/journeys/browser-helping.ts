import assert from 'node:assert/strict'
import { countTaps } from '../support/hands.ts'
import { until } from '../support/until.ts'
import { chapter, importRoster, scene } from './browser-scene.ts'
import { everybody, helpers, helpersRoster, today, workers, workersRoster } from './story.ts'

// Second chapter: who stands by whom, and what was done for them.
const ownHelper = '对口干部'

chapter('helpers from their list; one of them with an account', async () => {
  const { clerk } = scene
  await clerk.open('/helpers')
  await clerk.check('helpers-empty')
  await clerk.open('/imports/new')
  await importRoster(clerk, helpersRoster, {
    choose: '帮扶责任人',
    commit: `确认导入 ${helpers.records.length} 人`,
  })
  await clerk.open('/helpers/new')
  await clerk.fill('姓名', ownHelper)
  await clerk.fill('职务', '副科长')
  await clerk.choose('手机账号', '帮扶责任人甲（helper）')
  await clerk.check('helper-new')
  await clerk.press('登记')
  await clerk.arrive('帮扶责任人')
  await clerk.see(`共 ${(helpers.records.length + 1).toLocaleString('en')} 条`)
  await clerk.check('helpers')
})

chapter('a pair by hand, everybody else by a proposal that the reviewer accepts', async () => {
  const { clerk, reviewer } = scene
  await clerk.open(`/pairs?state=unpaired&search=${encodeURIComponent(scene.head)}`)
  await clerk.page.getByRole('button', { name: scene.head }).first().click()
  await clerk.press('结对')
  await clerk.page.getByRole('dialog').getByLabel('帮扶责任人').fill(ownHelper)
  await clerk.page.locator('.ant-select-dropdown:visible').getByText(ownHelper).first().click()
  await clerk.check('pair-begin')
  await clerk.page.getByRole('dialog').getByRole('button', { name: '结对', exact: true }).click()
  await clerk.see('没有符合筛选条件的内容')
  await clerk.open('/proposals')
  await clerk.check('proposals-empty')
  await clerk.press('开始提议')
  await clerk.see(`${everybody - 1} 户未结对，提议 ${everybody - 1} 对，0 户没有人可配。`)
  await clerk.page.locator('tbody tr').first().getByRole('button').first().click()
  await clerk.see(clerk.page.getByRole('button', { name: '选这位' }))
  await clerk.check('proposal')
  const path = new URL(clerk.page.url()).pathname
  await reviewer.open(path)
  await reviewer.press(`通过，结成 ${everybody - 1} 对`)
  await reviewer.check('proposal-accept')
  await reviewer.page.getByRole('dialog').getByRole('button', { name: /^通过/ }).click()
  await reviewer.see('已通过')
  await reviewer.open('/pairs?state=unpaired')
  await reviewer.see('每一户都有帮扶责任人。')
  await reviewer.open('/pairs')
  await reviewer.see(`共 ${everybody} 条`)
  await reviewer.check('pairs')
})

chapter(
  'on the phone: my families, a visit in no more than six taps, then one with a request, a promise and cash',
  async () => {
    const { helper, clerk } = scene
    const { page, check, see, press } = helper
    const tick = (name: string) => page.getByText(name, { exact: true }).click()
    await helper.open('/m/')
    await see(scene.head)
    await check('phone-families')
    const taps = await countTaps(helper)
    await page.getByRole('link', { name: scene.head }).click()
    await page.getByRole('link', { name: '记录走访' }).click()
    await tick('屋里冷')
    await tick('岗位')
    await press('保存走访')
    await helper.arrive(scene.head)
    assert.ok((await taps()) <= 6, `${await taps()} taps`)
    await check('phone-family')
    await page.getByRole('link', { name: '记录走访' }).click()
    await tick('屋里冷')
    await page.getByText('他们提出的诉求').click()
    await tick('就业')
    await helper.fill('说了什么', '想找个活')
    await page.getByText('我的承诺').click()
    await helper.fill('答应办什么', '联系劳务公司')
    await page.getByText('交给了他们').click()
    await helper.fill('现金（元）', '500')
    await check('phone-visit')
    await press('保存走访')
    await until('the phone has sent both', async () => {
      await clerk.open('/visits')
      return clerk.page.getByText('共 2 条').isVisible()
    })
    await clerk.check('visits')
    await helper.open('/m/')
    await page.getByRole('link', { name: scene.head }).click()
    await see('想找个活')
    await check('phone-family-visited')
    await helper.open('/m/todos')
    await see('联系劳务公司')
    await check('phone-todos')
    await helper.open('/m/me')
    await check('phone-me')
    await clerk.open('/requests')
    await clerk.see('想找个活')
    await clerk.check('requests')
  },
)

chapter('aid in one ledger, and a festival list from a roster with receipts', async () => {
  const { clerk } = scene
  await clerk.open(`/aid/new?household=${scene.family.split('/').at(-1)}`)
  await clerk.choose('帮扶种类', '临时救助')
  await clerk.fill('金额', '1200.50')
  await clerk.check('aid-new')
  await clerk.press('登记帮扶')
  await clerk.arrive(`${scene.head}户`)
  await clerk.open('/aid-lists')
  await clerk.check('aid-lists-empty')
  await clerk.open('/aid-lists/new')
  await clerk.fill('名称', '春节送温暖')
  await clerk.fill('每户金额', '300')
  await clerk.see(/春节是.*最晚/)
  await clerk.check('aid-list-new')
  await clerk.press('新建发放名单')
  await clerk.arrive('春节送温暖')
  const path = new URL(clerk.page.url()).pathname
  await clerk.press('更多')
  await clerk.page.getByRole('link', { name: '从花名册加入' }).click()
  await importRoster(clerk, workersRoster, { commit: `确认导入 ${workers.records.length} 户` })
  await clerk.open(path)
  await clerk.see(`共 ${workers.records.length} 条`)
  await clerk.page.getByRole('checkbox').first().check()
  await clerk.press('登记领取')
  await clerk.fill('收据号', '签领表 1')
  await clerk.check('aid-list-receive')
  await clerk.page.getByRole('dialog').getByRole('button', { name: '登记领取' }).click()
  await clerk.see(/已登记 \d+ 户/)
  await clerk.check('aid-list')
  await clerk.open('/aid')
  await clerk.check('aid')
  assert.ok(today)
})
