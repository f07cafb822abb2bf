import assert from 'node:assert/strict'
import { addDays } from '../../core/date.ts'
import { wordedIn } from '../support/wording.ts'
import { sheetRows, wordText } from '../support/workbooks.ts'
import { chapter } from './browser-scene.ts'
import { everybody, today, workers } from './story.ts'

// Third chapter: is anyone missed, and what is reported.

chapter('three guarantees: a bar, a countdown, names, an exception that says why', async ({ reviewer }) => {
  await reviewer.go('/guarantees')
  await reviewer.check('guarantees-empty')
  for (const [rule, left] of [
    ['每户都有帮扶责任人', 0],
    ['应保尽保：符合低保条件的都已纳入', 1],
  ] as const) {
    await reviewer.go('/guarantees/new')
    await reviewer.choose('保证什么', rule)
    await reviewer.fill('完成期限', addDays(today, 60))
    if (left === 0) await reviewer.check('guarantee-new')
    await reviewer.press('立一项保证')
    await reviewer.arrive(rule)
    await reviewer.see('应落实 {all} 户，已落实 {covered} 户，还差 {missed} 户', { missed: left })
  }
  await reviewer.check('guarantee-dibao')
  await reviewer.named('checkbox', '选择此行').first().check()
  await reviewer.press('列为例外')
  await reviewer.fill('原因', '本人书面放弃')
  await reviewer.confirm('列为例外')
  await reviewer.see('已列为例外 {count} 户。', { count: 1 })
  await reviewer.go('/guarantees/new?rule=festival_received')
  await reviewer.choose('哪份发放名单', '春节送温暖')
  await reviewer.press('立一项保证')
  await reviewer.arrive(/春节送温暖/)
  await reviewer.see('应落实 {all} 户，已落实 {covered} 户，还差 {missed} 户', { all: workers.records.length })
  await reviewer.check('guarantee-festival')
  await reviewer.go('/guarantees')
  await reviewer.check('guarantees')
})

chapter('one page tells everything about the family', async ({ clerk, family }) => {
  await clerk.go(family)
  for (const fact of ['想找个活', '联系劳务公司', '对口干部', '入户核实']) await clerk.see(fact)
  await clerk.check('household')
  await clerk.go('/')
  await clerk.check('home-clerk')
})

chapter('every figure of the report opens what it counts; the same on paper and as workbooks', async ({ leader }) => {
  const { page, go, see, check, take, named } = leader
  await go('/reports')
  await see(page.locator('a.figure'))
  await check('report')
  const figures = await page
    .locator('a.figure')
    .evaluateAll((links) => links.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? ''] as const))
  assert.ok(figures.length >= 18, `${figures.length} figures`)
  const word = wordText(await take(named('link', '下载 Word')))
  assert.match(word, new RegExp(wordedIn(leader.language, '建档困难家庭 {value} 户', { value: everybody })))
  assert.match(word, new RegExp(wordedIn(leader.language, '每户都有帮扶责任人。')))
  for (const [href, value] of figures.slice(0, 18)) {
    await go(href)
    const main = page.locator('main')
    if (value !== '0') await see(main.getByText(value))
    assert.equal(await leader.text('没有这个页面').count(), 0, href)
  }
  for (const path of [
    '/households',
    '/pairs',
    '/helpers',
    '/visits',
    '/requests',
    '/aid',
    '/organisations',
    '/policies/due',
  ]) {
    await go(path)
    const rows = await sheetRows(await take(named('link', '导出 Excel')))
    assert.ok(rows.length > 1, path)
  }
})
