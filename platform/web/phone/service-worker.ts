/**
 * Keeps the phone's pages so that they open without a signal. It never touches /api: what is recorded goes through the
 * outbox, which the person can see, and not through a queue that deletes after a week.
 */

type Waiting = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Waiting & { request: Request; respondWith(answer: Promise<Response>): void }
type Serving = {
  addEventListener(name: 'install' | 'activate', act: (event: Waiting) => void): void
  addEventListener(name: 'fetch', act: (event: Fetching) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
const worker = self as unknown as Serving

// The build writes the list of files here; see vite.config.ts.
const files: readonly string[] = JSON.parse('BANGFU_SHELL')
const shell = '/m/'
// The names of the files carry their hashes, so another list is another version.
const version = `bangfu-${files.join(',').length}-${checksum(files.join(','))}`
const patience = 3_000

function checksum(text: string): string {
  let sum = 0
  for (let place = 0; place < text.length; place++) sum = (sum * 31 + text.charCodeAt(place)) % 4_294_967_291
  return sum.toString(36)
}

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(version)
      .then((cache) => cache.addAll([shell, '/mark.svg', '/phone.webmanifest', ...files]))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') {
    if (/^\/m(\/|$)/.test(url.pathname)) event.respondWith(freshOrKept(request))
    return
  }
  if (url.pathname.startsWith('/assets/') || files.includes(url.pathname)) event.respondWith(keptOrFresh(request))
})

/** The page itself: from the server when it answers in time, so that a new version comes soon; otherwise kept. */
async function freshOrKept(request: Request): Promise<Response> {
  const fresh = fetch(request).then((answer) => (answer.ok ? answer : Promise.reject(new Error('no page'))))
  const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('too slow')), patience))
  try {
    return await Promise.race([fresh, late])
  } catch {
    return (await caches.match(shell)) ?? fresh
  }
}

async function keptOrFresh(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

export {}
