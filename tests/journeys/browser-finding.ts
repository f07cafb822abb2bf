import assert from 'node:assert/strict'
import { join } from 'node:path'
import { choosePassword, enterByLink, type Hands } from '../support/hands.ts'
import { until } from '../support/until.ts'
import { chapter, importRoster, newWindow, phone } from './browser-scene.ts'
import { bankrupt, everybody, families, familiesRoster, workers, workersRoster } from './story.ts'

// First chapter: who works here, who the families are, what they are due.
const roles = { clerk: '经办人', reviewer: '审核人', leader: '领导', helper: '帮扶责任人' } as const
const nameOf = (role: keyof typeof roles) => `${roles[role]}甲`

/** The links that an administrator hands over, as they stand on the page. */
const linksOn = async ({ page }: Hands): Promise<string[]> =>
  Promise.all((await page.locator('.one-time-link input').all()).map((input) => input.inputValue()))

chapter('the setup link, three administrators, an account for each role', async (scene) => {
  const system = await newWindow(scene)
  await system.open((await scene.server.application.setupPath()) as string)
  await system.check('setup')
  await system.fill('名称', '绥化示范市')
  await system.find('管辖地区', '绥化市')
  for (const [place, [name, login]] of [
    ['管理甲', 'admin'],
    ['安全乙', 'security'],
    ['审计丙', 'auditing'],
  ].entries()) {
    await system.fill('姓名', name as string, place)
    await system.fill('登录名', login as string, place)
  }
  await choosePassword(system)
  await system.press('完成设置')
  await system.see('设置完成，请转交两个链接')
  await system.check('setup-links')
  const [securityLink = ''] = await linksOn(system)
  await system.press('进入系统')
  await system.arrive('今日待办')
  const links: Record<string, string> = {}
  await system.go('/accounts/invite')
  for (const role of Object.keys(roles) as (keyof typeof roles)[]) {
    await system.fill('姓名', nameOf(role))
    await system.fill('登录名', role)
    await system.press('开设账号')
    await system.see('账号已开设，请转交链接')
    links[role] = (await linksOn(system))[0] as string
    await system.press('再开一个')
  }
  const security = await newWindow(scene)
  await enterByLink(security, securityLink)
  await security.go('/accounts')
  for (const role of Object.keys(roles) as (keyof typeof roles)[]) {
    await security.page.getByRole('button', { name: nameOf(role) }).click()
    await security.see(security.named('heading', '授予岗位'))
    await security.choose('岗位', roles[role])
    await security.press('授予岗位')
    await security.see('已授予岗位。')
    if (role === 'clerk') await security.check('accounts-grant')
    await security.page.keyboard.press('Escape')
  }
  for (const role of ['clerk', 'reviewer', 'leader'] as const) {
    scene[role] = await newWindow(scene)
    await enterByLink(scene[role], links[role] as string)
    await scene[role].check(`home-${role}-new`)
  }
  scene.helper = await newWindow(scene, phone)
  await enterHelper(scene.helper, links.helper as string)
  await system.context.close()
  await security.context.close()
})

/** A helper's link leads to the phone's pages. */
async function enterHelper(hands: Hands, link: string): Promise<void> {
  await hands.page.goto(link)
  await choosePassword(hands)
  await hands.check('phone-welcome')
  await hands.press('保存密码并登录')
  await hands.page.waitForURL(/\/m\/$/, { timeout: 120_000 })
  await hands.arrive('我的家庭')
  await hands.check('phone-empty')
}

chapter('a works that went bankrupt and a community of its own', async ({ clerk }) => {
  const { page, go, check, press, fill, choose, find, see, arrive } = clerk
  await go('/organisations')
  await check('organisations')
  await press('新增单位')
  await arrive('新增单位')
  await fill('单位名称', bankrupt)
  await choose('单位类型', '企业')
  await choose('企业状况', '破产')
  await check('organisation-new')
  await press('新增单位')
  await see(page.getByRole('link', { name: bankrupt }))
  await go('/areas/new')
  await find('上级地区', '紫来街道')
  await fill('名称', '示范社区')
  await check('area-new')
  await press('添加')
  await see(page.getByRole('link', { name: '示范社区' }))
  await check('areas')
})

chapter('the rosters of workers and of dibao families go from the file to the register', async ({ clerk }) => {
  const { go, see, check, press, named } = clerk
  await go('/imports')
  await check('imports-empty')
  await press('导入花名册')
  await importRoster(clerk, workersRoster, 'households', {
    count: workers.records.length,
    picture: 'workers',
    prepare: () => named('radio', '登记为困难企业').check(),
  })
  await go('/imports/new')
  await importRoster(clerk, familiesRoster, 'households', { count: families.households.length })
  await go('/imports')
  await check('imports')
  await go('/households')
  await see('共 {households} 户、{persons} 人', { households: everybody })
  await check('households')
  const [sample] = families.households
  await go(`/households?search=${sample?.head}`)
  await see(sample?.members[0]?.name as string)
})

chapter('standards from their file; dibao decided for every family', async (scene) => {
  const { clerk, reviewer } = scene
  await reviewer.go('/policies/standards')
  await reviewer.check('standards-empty')
  await reviewer.go('/policies/standards/import')
  await reviewer.page
    .locator('input[type=file]')
    .setInputFiles(join(import.meta.dirname, '../fixtures/policies/parameters.csv'))
  await reviewer.fill('文件依据', '示例标准，供演示')
  await reviewer.check('standards-file')
  await reviewer.press('核对文件')
  await reviewer.see('新增 {new} 行，变更 {changed} 行，未变 {unchanged} 行；{wrong} 行有错不导入。')
  await reviewer.check('standards-check')
  await reviewer.press('导入 {count} 行')
  await reviewer.see('已导入：新增 {new} 行，变更 {changed} 行。正在按新标准重新测算所有家庭。')
  await reviewer.see(reviewer.named('link', '看应享测算'))
  await reviewer.check('standards-done')
  await reviewer.go('/policies/standards')
  await reviewer.check('standards')
  await until('everybody is decided', async () => {
    const { run } = await clerk.ask<{ run: { state: string; done: number } | null }>('/policies/runs/latest')
    return run?.state === 'done' && run.done === everybody
  })
  await clerk.go('/policies/due')
  await clerk.see(clerk.text('最近一次测算 {time}：{total} 户，结果有变化 {changed} 户。', { total: everybody }))
  await clerk.check('due')
  await clerk.go('/policies/due?state=unknown&enrolled=false&sort=income&order=asc')
  await clerk.see(clerk.text('未享受'))
  await clerk.check('due-unknown')
  const poor = clerk.page.locator('tbody tr').first().getByRole('link').first()
  scene.head = (await poor.textContent()) ?? ''
  scene.family = (await poor.getAttribute('href')) ?? ''
  assert.ok(scene.head && scene.family)
})

chapter('one whose facts are completed becomes eligible, with the reason in words', async (scene) => {
  const { clerk } = scene
  await clerk.go(`${scene.family}/change`)
  await clerk.fill('住房套数', '1')
  await clerk.fill('机动车辆', '0')
  await clerk.fill('变更原因', '入户核实')
  await clerk.check('household-change')
  await clerk.press('保存')
  await clerk.arrive('{name}户', { name: scene.head })
  // A family's page answers at once, the lists when the queue has decided it anew.
  await until('the family is decided anew', async () => {
    const { total } = await clerk.ask<{ total: number }>('/policies/results/total?coverage=eligible_not_enrolled')
    return total > 0
  })
  await clerk.open(scene.family)
  await clerk.see(clerk.text('每月 {amount} 元'))
  await clerk.check('household-eligible')
  await clerk.go('/policies/due?coverage=eligible_not_enrolled')
  await clerk.see(clerk.page.getByRole('link', { name: scene.head }))
  await clerk.check('due-missed')
})
