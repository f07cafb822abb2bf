import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import type { Parameters } from '../../core/messages.ts'
import type { Window } from './browser.ts'
import { password } from './office.ts'
import { type Standing, wordedIn } from './wording.ts'

// The queue may have much to do on a busy machine; what never comes is a fault.
const patience = { timeout: 120_000 }

/**
 * What somebody does with a page: type, press, choose, wait. Words are given in Chinese as the product's messages have
 * them, with `{count}` and its parameters; in a window in English their English is looked for. Data stand as they are.
 */
export type Hands = Window & {
  fill(label: string, text: string, nth?: number): Promise<void>
  press(name: string | RegExp, parameters?: Parameters): Promise<void>
  choose(label: string, option: string | RegExp, nth?: number): Promise<void>
  /** Chooses an area or an organisation by typing a part of its name. */
  find(label: string, name: string): Promise<void>
  /** Waits for something that takes its time. */
  see(what: string | RegExp | Locator, parameters?: Parameters): Promise<void>
  /** Waits for the page of this name. */
  arrive(title: string | RegExp, parameters?: Parameters): Promise<void>
  /** The button, link or box of this name. */
  named(role: Role, name: string, parameters?: Parameters): Locator
  /** A text that stands on the page by itself; `see` finds it among others. */
  text(words: string, parameters?: Parameters): Locator
  /** Presses the button of a dialog. */
  confirm(name: string, parameters?: Parameters): Promise<void>
  /** The bytes of a file that pressing this brings. */
  take(link: Locator): Promise<Buffer>
}

type Role = 'button' | 'link' | 'radio' | 'checkbox' | 'heading' | 'combobox'

export function handsOn(window: Window): Hands {
  const { page, language } = window
  const worded = (standing: Standing) => (words: string, parameters?: Parameters) =>
    wordedIn(language, words, parameters, standing)
  const [first, alone] = [worded('first'), worded('alone')]
  // A box or a heading may say more after its name.
  const named: Hands['named'] = (role, name, parameters) => {
    const exact = role === 'button' || role === 'link'
    return page.getByRole(role, { name: (exact ? alone : first)(name, parameters), exact })
  }
  const text: Hands['text'] = (words, parameters) => page.getByText(alone(words, parameters))
  const see: Hands['see'] = async (what, parameters) => {
    const words = typeof what === 'string' ? wordedIn(language, what, parameters) : what
    const place = typeof words === 'string' || words instanceof RegExp ? page.getByText(words) : words
    await place.first().waitFor(patience)
  }
  return {
    ...window,
    named,
    text,
    see,
    async fill(label, given, nth = 0) {
      await page.getByLabel(first(label)).nth(nth).fill(given)
    },
    press: (name, parameters) =>
      (typeof name === 'string' ? named('button', name, parameters) : page.getByRole('button', { name }))
        .first()
        .click(),
    confirm: (name, parameters) =>
      page
        .getByRole('dialog')
        .getByRole('button', { name: alone(name, parameters), exact: true })
        .click(),
    async choose(label, option, nth = 0) {
      await page
        .getByRole('combobox', { name: first(label) })
        .nth(nth)
        .click()
      const options = page.locator('.ant-select-dropdown:visible')
      const name = typeof option === 'string' ? alone(option) : option
      await options.getByText(name, { exact: true }).first().click()
    },
    async find(label, name) {
      await page.getByLabel(first(label)).first().fill(name)
      await page.locator('.area-panel').getByRole('button', { name }).first().click()
    },
    arrive: (title, parameters) =>
      see(page.getByRole('heading', { level: 1, name: typeof title === 'string' ? alone(title, parameters) : title })),
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
  await choosePassword(hands)
  await hands.press('保存密码并登录')
  await hands.arrive('今日待办')
}

/** Types a password and types it again. */
export async function choosePassword(hands: Hands): Promise<void> {
  await hands.page.getByLabel(wordedIn(hands.language, '密码', {}, 'alone'), { exact: true }).fill(password)
  await hands.fill('确认密码', password)
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
