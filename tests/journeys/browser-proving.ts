import assert from 'node:assert/strict'
import { addDays } from '../../core/date.ts'
import { sheetRows, wordText } from '../support/workbooks.ts'
import { chapter, scene } from './browser-scene.ts'
import { everybody, today, workers } from './story.ts'

// Third chapter: is anyone missed, what is reported, and the same in English.

chapter('three guarantees: a bar, a countdown, names, an exception that says why', async () => {
  const { reviewer } = scene
  await reviewer.open('/guarantees')
  await reviewer.check('guarantees-empty')
  for (const [rule, left] of [
    ['每户都有帮扶责任人', 0],
    ['应保尽保：符合低保条件的都已纳入', 1],
  ] as const) {
    await reviewer.open('/guarantees/new')
    await reviewer.choose('保证什么', rule)
    await reviewer.fill('完成期限', addDays(today, 60))
    if (left === 0) await reviewer.check('guarantee-new')
    await reviewer.press('立一项保证')
    await reviewer.arrive(rule)
    await reviewer.see(new RegExp(`还差 ${left} 户`))
  }
  await reviewer.check('guarantee-dibao')
  await reviewer.page.getByRole('checkbox', { name: '选择此行' }).first().check()
  await reviewer.press('列为例外')
  await reviewer.fill('原因', '本人书面放弃')
  await reviewer.page.getByRole('dialog').getByRole('button', { name: '列为例外' }).click()
  await reviewer.see('已列为例外 1 户。')
  await reviewer.open('/guarantees/new?rule=festival_received')
  await reviewer.choose('哪份发放名单', '春节送温暖')
  await reviewer.press('立一项保证')
  await reviewer.arrive(/春节送温暖/)
  await reviewer.see(new RegExp(`应落实 ${workers.records.length} 户`))
  await reviewer.check('guarantee-festival')
  await reviewer.open('/guarantees')
  await reviewer.check('guarantees')
})

chapter('one page tells everything about the family', async () => {
  const { clerk } = scene
  await clerk.open(scene.family)
  for (const fact of ['想找个活', '联系劳务公司', '对口干部', '入户核实']) await clerk.see(fact)
  await clerk.check('household')
  await clerk.open('/')
  await clerk.check('home-clerk')
})

chapter('every figure of the report opens what it counts; the same on paper and as workbooks', async () => {
  const { leader } = scene
  const { page, open, see, check, take } = leader
  await open('/reports')
  await see(page.locator('a.figure'))
  await check('report')
  const figures = await page
    .locator('a.figure')
    .evaluateAll((links) => links.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? ''] as const))
  assert.ok(figures.length >= 18, `${figures.length} figures`)
  const word = wordText(await take(page.getByRole('link', { name: '下载 Word' })))
  assert.ok(word.includes(`建档困难家庭 ${everybody} 户`))
  for (const [href, value] of figures.slice(0, 18)) {
    await open(href)
    const main = page.locator('main')
    if (value !== '0') await see(main.getByText(value))
    assert.ok(!(await main.textContent())?.includes('没有这个页面'), href)
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
    await open(path)
    const rows = await sheetRows(await take(page.getByRole('link', { name: '导出 Excel' })))
    assert.ok(rows.length > 1, path)
  }
})

chapter('the main pages in English', async () => {
  const { leader, helper } = scene
  await leader.page.evaluate(`localStorage.setItem('bangfu.language', 'en')`)
  for (const path of [
    '/',
    '/households',
    scene.family,
    '/policies/due',
    '/policies/standards',
    '/pairs',
    '/helpers',
    '/visits',
    '/requests',
    '/aid',
    '/aid-lists',
    '/guarantees',
    '/reports',
    '/organisations',
  ]) {
    await leader.open(path)
    await leader.page.locator('html[lang=en]').waitFor()
    await leader.check(`en${path.replace(/[^a-z]+/g, '-')}`)
  }
  await helper.page.evaluate(`localStorage.setItem('bangfu.language', 'en')`)
  for (const path of ['/m/', '/m/todos', '/m/me']) {
    await helper.open(path)
    await helper.check(`en-phone${path.replace(/[^a-z]+/g, '-')}`)
  }
})
