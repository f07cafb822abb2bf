import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import type { Window } from './browser.ts'
import { password } from './office.ts'

// The queue may have much to do on a busy machine; what never comes is a fault.
const patience = { timeout: 120_000 }

/** What somebody does with a page: type, press, choose, wait; words as they stand on it. */
export type Hands = Window & {
  fill(label: string, text: string, nth?: number): Promise<void>
  press(name: string | RegExp): Promise<void>
  choose(label: string, option: string, nth?: number): Promise<void>
  /** Chooses an area or an organisation by typing a part of its name. */
  find(label: string, name: string): Promise<void>
  /** Waits for something that takes its time. */
  see(what: string | RegExp | Locator): Promise<void>
  /** Waits for the page of this name. */
  arrive(title: string | RegExp): Promise<void>
  /** The bytes of a file that pressing this brings. */
  take(link: Locator): Promise<Buffer>
}

export function handsOn(window: Window): Hands {
  const { page } = window
  const see = async (what: string | RegExp | Locator) => {
    const place = typeof what === 'string' || what instanceof RegExp ? page.getByText(what) : what
    await place.first().waitFor(patience)
  }
  return {
    ...window,
    fill: (label, text, nth = 0) => page.getByLabel(label, { exact: false }).nth(nth).fill(text),
    press: (name) =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click(),
    async choose(label, option, nth = 0) {
      await page.getByRole('combobox', { name: label }).nth(nth).click()
      await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).first().click()
    },
    async find(label, name) {
      await page.getByLabel(label).first().fill(name)
      await page.locator('.area-panel').getByRole('button', { name }).first().click()
    },
    see,
    arrive: (title) => see(page.getByRole('heading', { level: 1, name: title })),
    async take(link) {
      const [download] = await Promise.all([page.waitForEvent('download', patience), link.click()])
      return readFileSync(await download.path())
    },
  }
}

/** Signs in by typing. */
export async function signInBy(hands: Hands, loginName: string): Promise<void> {
  await hands.open('/sign-in')
  await hands.fill('登录名', loginName)
  await hands.fill('密码', password)
  await hands.press('登录')
  await hands.arrive('今日待办')
}

/** Chooses a password under a one-time link. */
export async function enterByLink(hands: Hands, link: string): Promise<void> {
  await hands.page.goto(link)
  await hands.page.getByLabel('密码', { exact: true }).fill(password)
  await hands.fill('确认密码', password)
  await hands.press('保存密码并登录')
  await hands.arrive('今日待办')
}

/** Counts what a finger does on a page until `stop`. */
export async function countTaps(hands: Hands): Promise<() => Promise<number>> {
  const page = hands.page
  await page.evaluate(`globalThis.taps = 0; addEventListener('pointerdown', () => globalThis.taps++, true)`)
  return async () => {
    const taps = await page.evaluate<number>('globalThis.taps')
    assert.equal(typeof taps, 'number', 'the page was not left meanwhile')
    return taps
  }
}
