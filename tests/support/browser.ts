import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import type { Language } from '../../core/messages.ts'
import { chromiumPath, ensureChromium } from './chromium.ts'
import type { Person, TestServer } from './server.ts'
import { until } from './until.ts'

// Chromium runs as root in test machines, where its own sandbox does not; it meets only our pages.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Debian's Chromium with a fresh profile. Throws the sentence that says what to install when it is missing. */
export async function openBrowser(): Promise<Browser> {
  const problem = process.env.BANGFU_BROWSER_PROBLEM || ensureChromium()
  if (problem) throw new Error(problem)
  return chromium.launch({ executablePath: chromiumPath() as string, args: flags })
}

/** A window of one person: an own profile, so that nobody is signed in as somebody else. */
export type Window = {
  page: Page
  /** The language of its pages when it was opened. */
  language: Language
  context: BrowserContext
  /** Opens a path of the server and waits until it has nothing more to ask. */
  open(path: string): Promise<void>
  /**
   * The same as a link inside the application does it: the page that stands there gives way, nothing is loaded anew. Takes
   * a tenth of the work; from another application, or from before sign-in, it is opened.
   */
  go(path: string): Promise<void>
  /** What the server answers this person under a path of /api: to wait for what the queue does, no page need be drawn. */
  ask<Body>(path: string): Promise<Body>
  /**
   * Looks at the page as it stands: no fault of the page or of the content policy in its console, nothing that axe
   * finds against WCAG 2.2 AA. Keeps a picture under `name` where BANGFU_PICTURES names a folder for it.
   */
  check(name: string): Promise<void>
}

export type Windows = {
  origin: string
  /** Where the pictures are. */
  pictures: string
  /** A window of somebody who has not signed in, or of `person` with their session. */
  window(person?: Person, more?: { language?: Language; width?: number; height?: number }): Promise<Window>
  /** Closes the windows that are open; after each test, so that they do not take the machine from the next. */
  closeAll(test: { passed?: boolean }): Promise<void>
  close(): Promise<void>
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Lets a test server listen on a free port and opens a browser on its built pages (`npx vite build` first). Pictures of
 * windows that end with a failure go to a fresh folder, those of every page besides to BANGFU_PICTURES. Two servers may
 * share one browser, which whoever opened it closes.
 */
export async function openWindows(server: TestServer, shared?: Browser): Promise<Windows> {
  const origin = await server.application.http.listen({ host: '127.0.0.1', port: 0 })
  const browser = shared ?? (await openBrowser())
  const own: BrowserContext[] = []
  const pictures = process.env.BANGFU_PICTURES || mkdtempSync(join(tmpdir(), 'bangfu-pictures-'))
  mkdirSync(pictures, { recursive: true })
  let ended = 0
  return {
    origin,
    pictures,
    async window(person, { language = 'zh', width = 1366, height = 768 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        // A page that is still scrolling would be pictured halfway.
        reducedMotion: 'reduce',
      })
      own.push(context)
      // Nothing on our pages takes longer, not even on a busy machine; what never comes should fail soon.
      context.setDefaultTimeout(20_000)
      // The first choice only: what a person chooses on a page stays chosen.
      await context.addInitScript(
        `localStorage.getItem('bangfu.language') || localStorage.setItem('bangfu.language', '${language}')`,
      )
      if (person) {
        const [name = '', value = ''] = person.cookie.split('=')
        await context.addCookies([{ name, value, url: origin }])
      }
      return windowOf(await context.newPage(), language, origin, pictures)
    },
    closeAll: async ({ passed = false }) => {
      for (const context of own.splice(0)) {
        // What stood there at the end tells why a test failed.
        if (!passed)
          for (const page of context.pages()) await page.screenshot({ path: join(pictures, `end-${++ended}.png`) })
        await context.close()
      }
    },
    close: async () => {
      if (!shared) await browser.close()
    },
  }
}

// What the browser writes about an answer that was refused on purpose is no fault of the page.
const expected = /the server responded with a status of 4\d\d/

// So long nothing is asked when a page has all it needs; the browser's own measure of half a second adds up over a journey.
const restMilliseconds = 120

/** Waits until a page has nothing under way, from when it is touched: no question to the server, nothing that stands for what is still to come. */
function restOf(page: Page): { atRest(): Promise<void>; touched(): void } {
  const asked = new Set<Request>()
  let last = 0
  const touched = () => {
    last = Date.now()
  }
  const done = (request: Request) => {
    asked.delete(request)
    touched()
  }
  page.on('request', (request) => asked.add(request))
  page.on('requestfinished', done)
  page.on('requestfailed', done)
  // What is saved to a file is never reported as finished.
  page.on('download', () => asked.clear())
  const nothingAsked = () =>
    until('the page is at rest', async () => asked.size === 0 && Date.now() - last >= restMilliseconds, 20)
  const atRest = async () => {
    await nothingAsked()
    await page.locator('.whole, .rows-to-come').first().waitFor({ state: 'detached' })
    await nothingAsked()
  }
  return { atRest, touched }
}

// A page of an application; those before sign-in are loaded anew, as the links to them are.
const inside = (path: string) =>
  /^\/(setup|sign-in|welcome)\b/.test(path) ? undefined : path.startsWith('/m/') ? 'phone' : 'office'

/** Changes the address as the router of the application does, and waits until it has drawn once. */
const follow = (path: string) => `new Promise((drawn) => {
  history.pushState({}, '', ${JSON.stringify(path)})
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))
})`

function windowOf(page: Page, language: Language, origin: string, pictures: string): Window {
  const { atRest, touched } = restOf(page)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) faults.push(message.text())
  })
  const open = async (path: string) => {
    await page.goto(origin + path)
    await page.locator('h1').first().waitFor()
    await atRest()
  }
  return {
    page,
    language,
    context: page.context(),
    open,
    async go(path) {
      const { pathname } = new URL(page.url(), origin)
      const here = page.url().startsWith(origin) && inside(pathname)
      if (!here || inside(path) !== here) return open(path)
      await page.evaluate(follow(path))
      touched()
      await page.locator('h1').first().waitFor()
      await atRest()
    },
    async ask<Body>(path: string) {
      const answer = await page.context().request.get(`${origin}/api${path}`)
      assert.equal(answer.status(), 200, `${path} answered ${await answer.text()}`)
      return (await answer.json()) as Body
    },
    async check(name) {
      await atRest()
      await page.mouse.move(0, 0)
      // Colours that are still fading in would be measured halfway.
      await page.waitForFunction(() => {
        const { document } = globalThis as unknown as { document: { getAnimations(): { playState: string }[] } }
        return document.getAnimations().every((animation) => animation.playState !== 'running')
      })
      if (process.env.BANGFU_PICTURES) await page.screenshot({ path: join(pictures, `${name}.png`) })
      // Where axe has been before it need not be read again. One document without frames needs no second page to add up; the
      // fifth row of a table is built like its fiftieth.
      const axe = new AxeBuilder({
        page,
        ...((await page.evaluate('typeof axe')) === 'object' ? { axeSource: ';' } : {}),
      })
        .setLegacyMode()
        .options({ resultTypes: ['violations'] })
        .withTags(standards)
        .exclude(['tbody tr:nth-child(n + 6)'])
      const { violations } = await axe.analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`,
      )
      if (process.env.BANGFU_LOOK) {
        if (faults.length + found.length > 0) console.log(name, faults, found)
        return
      }
      assert.deepEqual({ faults, found }, { faults: [], found: [] }, `${name} at ${page.url()}`)
    },
  }
}
