import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { openWindows } from '../support/browser.ts'
import { type Hands, handsOn } from '../support/hands.ts'
import { stepImport, uploadRoster } from '../support/rosters.ts'
import { openTestServer, type Person } from '../support/server.ts'
import { chapter, importRoster, type Scene, tell } from './browser-scene.ts'
import { everybody, families, familiesRoster, helpers, helpersRoster, workersRoster } from './story.ts'

// Who stands by whom, by hands that click and type: rosters of about 1,000 households and 1,100 helpers, weights, the run,
// why and why not, a change by hand, another person's approval, handbooks, a helper who leaves, and the run after that.
let clerk: Hands
let reviewer: Hands
let clerkPerson: Person
const scene = { language: 'zh' } as Scene

before(async () => {
  scene.server = await openTestServer()
  scene.windows = await openWindows(scene.server)
  const tenantId = await scene.server.tenant()
  clerkPerson = await scene.server.signedIn(tenantId, 'clerk')
  const reviewerPerson = await scene.server.signedIn(tenantId, 'reviewer')
  clerk = handsOn(await scene.windows.window(clerkPerson))
  reviewer = handsOn(await scene.windows.window(reviewerPerson))
})
after(async () => {
  await scene.windows?.close()
  await scene.server?.close()
})

const rows = (hands: Hands) => hands.page.locator('tbody tr')
const dialog = (hands: Hands) => hands.page.getByRole('dialog')

chapter('households and helpers come from their rosters', async () => {
  // The roster of the works is read by the server while the browser does the other two.
  const worksImport = await uploadRoster(clerkPerson, workersRoster, { target: 'registry' })
  await clerk.go('/imports/new')
  await importRoster(clerk, helpersRoster, 'helpers', { count: helpers.records.length })
  await clerk.go('/imports/new')
  await importRoster(clerk, familiesRoster, 'households', { count: families.households.length })
  await stepImport(clerkPerson, worksImport, 'commit', 'committed')
})

chapter('a reviewer gives distance more weight', async () => {
  await reviewer.go('/pairing/rules')
  await reviewer.check('rules')
  await reviewer.fill('权重：就近', '250')
  await reviewer.press('启用')
  await dialog(reviewer).getByRole('button', { name: '启用', exact: true }).click()
  await reviewer.see('第 1 版')
})

let proposal = ''

chapter('everybody is matched; why this helper and not another is said, and one is changed by hand', async () => {
  await clerk.go('/proposals')
  await clerk.see(`${everybody} 户要找帮扶责任人`)
  await clerk.press('开始提议')
  await clerk.see(`${everybody} 户未结对，提议 ${everybody} 对，0 户没有人可配。`)
  proposal = new URL(clerk.page.url()).pathname
  const { page } = clerk
  await rows(clerk).first().getByRole('button').first().click()
  const other = page.locator('.members li').filter({ hasText: '改选' }).first()
  await other.waitFor()
  await clerk.check('why')
  const name = (await other.locator('b').textContent()) ?? ''
  await other.getByRole('button', { name: /选这位|对调/ }).click()
  if (await dialog(clerk).isVisible()) await dialog(clerk).getByRole('button', { name: '对调' }).first().click()
  await clerk.go(`${proposal}?state=by_hand`)
  await clerk.see(rows(clerk).filter({ hasText: name }))
  await clerk.go(`${proposal}?view=areas`)
  await clerk.see(page.getByRole('button', { name: /\d+\/\d+/ }))
  await clerk.check('map')
  await clerk.go(`${proposal}?view=score`)
  await clerk.see('规则第 1 版')
})

chapter('another person approves, and only then are there pairs', async () => {
  await clerk.go('/pairs?state=unpaired')
  await clerk.see(`共 ${everybody} 条`)
  await reviewer.go(proposal)
  await reviewer.press(`通过，结成 ${everybody} 对`)
  await dialog(reviewer).getByRole('button', { name: /^通过/ }).click()
  await reviewer.see('已通过')
  await clerk.go('/pairs')
  await clerk.see(`共 ${everybody} 条`)
})

chapter('handbooks of chosen pairs are printed together, as PDF or as Word', async () => {
  await clerk.go('/plans')
  for (const at of [0, 1, 2]) await rows(clerk).nth(at).getByRole('checkbox').check()
  await clerk.press('打印选中的 3 本手册')
  await clerk.check('handbooks')
  const zip = await clerk.take(dialog(clerk).getByRole('button', { name: '打印 3 本' }))
  assert.equal(zip.toString('latin1').split('%PDF-').length - 1, 3)
  await clerk.see('3 本已印好')
  await clerk.go('/plans/template')
  await clerk.check('handbook-template')
})

chapter('a helper leaves: the families are found again, and a new run gives each of them another', async () => {
  const { page } = clerk
  await clerk.go('/helpers?paired=true')
  const first = rows(clerk).first()
  const leaver = ((await first.getByRole('link').first().textContent()) ?? '').trim()
  await first.getByText(leaver).first().press('ArrowRight')
  await clerk.press('停用')
  await dialog(clerk).getByRole('textbox').fill('退休')
  await dialog(clerk).getByRole('button', { name: '停用' }).click()
  await dialog(clerk).waitFor({ state: 'detached' })
  await clerk.open('/pairs?state=unpaired')
  const left = await rows(clerk).count()
  assert.ok(left > 0)
  await clerk.go('/proposals')
  await clerk.press('开始提议')
  await clerk.see(`${left} 户未结对，提议 ${left} 对，0 户没有人可配。`)
  assert.equal(await rows(clerk).filter({ hasText: leaver }).count(), 0)
  await reviewer.go(new URL(page.url()).pathname)
  await reviewer.press(`通过，结成 ${left} 对`)
  await dialog(reviewer).getByRole('button', { name: /^通过/ }).click()
  await reviewer.see('已通过')
  await reviewer.go('/pairs?state=unpaired')
  await reviewer.see('每一户都有帮扶责任人。')
})

tell(scene)
