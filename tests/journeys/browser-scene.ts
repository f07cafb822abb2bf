import { test } from 'node:test'
import type { Windows } from '../support/browser.ts'
import { type Hands, handsOn } from '../support/hands.ts'
import { rosterPath } from '../support/rosters.ts'
import type { TestServer } from '../support/server.ts'

/** What one chapter leaves to the next: everybody's window stays open, as in an office. */
export type Scene = {
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
export const scene = {} as Scene

let broken = false

/**
 * One chapter after the other: each stands on what the one before it left, so after a failure the rest is passed over, and
 * the windows are pictured as they stood.
 */
export const chapter = (name: string, work: () => Promise<void>): void => {
  test(name, async (t) => {
    if (broken) return t.skip('an earlier part of the journey failed')
    try {
      await work()
    } catch (error) {
      broken = true
      await scene.windows?.closeAll({ passed: false })
      throw error
    }
  })
}

export const phone = { width: 390, height: 844 }
export const newWindow = async (more?: Parameters<Windows['window']>[1]): Promise<Hands> =>
  handsOn(await scene.windows.window(undefined, more))

/** Takes a roster through the wizard, from the file to what was imported. `prepare` does what is to be done about columns. */
export async function importRoster(
  hands: Hands,
  name: string,
  {
    choose,
    commit,
    picture,
    prepare,
  }: { choose?: string; commit: string | RegExp; picture?: string; prepare?: () => Promise<void> },
): Promise<void> {
  const { page, press, see } = hands
  const check = async (step: string) => picture && hands.check(`${picture}-${step}`)
  if (choose) await page.getByRole('radio', { name: choose }).check()
  await page.locator('input[type=file]').setInputFiles(rosterPath(name))
  await check('file')
  await press('上传并读取')
  await see(page.getByRole('heading', { name: /^工作表/ }))
  if (prepare) await prepare()
  await check('columns')
  await press('下一步')
  await see(page.getByRole('button', { name: /^错误/ }))
  await check('issues')
  await press('下一步')
  await see(page.getByRole('button', { name: commit }))
  await check('check')
  await press(commit)
  await see(/^已(导入：|加入名单)/)
  await check('result')
}
