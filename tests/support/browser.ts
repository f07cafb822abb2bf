import { type Browser, chromium } from 'playwright-core'

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
  const problem = process.env.BANGFU_BROWSER_PROBLEM
  if (problem) throw new Error(problem)
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: flags })
}
