import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../../core/messages.ts'
import type { Windows } from '../support/browser.ts'
import { type Hands, handsOn } from '../support/hands.ts'
import { rosterPath } from '../support/rosters.ts'
import type { TestServer } from '../support/server.ts'
import { chineseLeft } from './browser-english.ts'

/** What one chapter leaves to the next: everybody's window stays open, as in an office. */
export type Scene = {
  language: Language
  server: TestServer
  windows: Windows
  clerk: Hands
  reviewer: Hands
  leader: Hands
  /** The helper's phone. */
  helper: Hands
  /** The family that becomes eligible, gets a helper and is visited: its head and its page. */
  head: string
  family: string
}

type Chapter = (scene: Scene) => Promise<void>
const chapters: { name: string; work: Chapter }[] = []

/** One chapter of a story, in the order in which they are written. */
export const chapter = (name: string, work: Chapter): void => {
  chapters.push({ name, work })
}

/**
 * Tells the story: each chapter stands on what the one before it left, so after a failure the rest is passed over, and the
 * windows are pictured as they stood.
 */
export function tell(scene: Scene): void {
  let broken = false
  for (const { name, work } of chapters)
    test(name, async (t) => {
      if (broken) return t.skip('an earlier part of the journey failed')
      try {
        await work(scene)
      } catch (error) {
        broken = true
        await scene.windows?.closeAll({ passed: false })
        throw error
      }
    })
}

export const phone = { width: 390, height: 844 }

/** A window in the language of the story; an English page that is checked may hold no Chinese but data. */
export async function newWindow(
  { windows, language }: Scene,
  more?: { width: number; height: number },
): Promise<Hands> {
  const window = await windows.window(undefined, { ...more, language })
  if (language === 'zh') return handsOn(window)
  const check = async (name: string) => {
    await window.check(`en-${name}`)
    const left = await chineseLeft(window.page)
    assert.deepEqual(left, [], `Chinese on ${name} at ${window.page.url()}`)
  }
  return handsOn({ ...window, check })
}

// What is read from a roster, as the last button and the sentence after it name it.
const rosters = {
  households: { commit: '确认导入 {count} 户', done: '已导入：新增 {new} 户，变更 {changed} 户。' },
  helpers: { commit: '确认导入 {count} 人', done: '已导入：新增 {new} 人，变更 {changed} 人。' },
  festival: { commit: '确认导入 {count} 户', done: '已加入名单 {new} 户。' },
} as const

/** Takes a roster through the wizard, from the file to what was imported. `prepare` does what is to be done about columns. */
export async function importRoster(
  hands: Hands,
  name: string,
  as: keyof typeof rosters,
  { count, picture, prepare }: { count: number; picture?: string; prepare?: () => Promise<void> },
): Promise<void> {
  const { page, press, see, named } = hands
  const check = async (step: string) => picture && hands.check(`${picture}-${step}`)
  if (as === 'helpers') await named('radio', '帮扶责任人').check()
  await page.locator('input[type=file]').setInputFiles(rosterPath(name))
  await check('file')
  await press('上传并读取')
  await see(named('heading', '工作表“{name}”'))
  if (prepare) await prepare()
  await check('columns')
  await press('下一步')
  await see(named('button', '错误 {count} 处'))
  await check('issues')
  await press('下一步')
  await see(named('button', rosters[as].commit, { count }))
  await check('check')
  await press(rosters[as].commit, { count })
  await see(rosters[as].done)
  await check('result')
}
