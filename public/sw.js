// Lets the boards open offline: the build's files, and the last boards as they were read, with their time. Nothing is
// kept of anybody who signed out, and of nothing but boards.
const BUILD = 'build'
const PAGES = 'pages'
const MOST = 12
const isBoard = (path) => path === '/' || /^\/(account|board)\/[^/]+$/.test(path)

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.method === 'POST' && (url.pathname === '/session/end' || url.pathname === '/session')) event.waitUntil(caches.delete(PAGES))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(page(event, request, url))
  else if (url.pathname.startsWith('/pkg/')) event.respondWith(file(request, url))
  else if (/\.(js|svg|png|webmanifest)$/.test(url.pathname) && url.pathname !== '/sw.js') event.respondWith(fresh(request))
})

// A page: from the server if it answers in good time, else as it was last read.
async function page(event, request, url) {
  try {
    const answer = await fetch(request)
    const at = new URL(answer.url || request.url).pathname
    if (at.startsWith('/sign-in')) event.waitUntil(caches.delete(PAGES))
    else if (answer.ok && !answer.redirected && isBoard(url.pathname)) event.waitUntil(keep(url, answer.clone()))
    return answer
  } catch (error) {
    const kept = await (await caches.open(PAGES)).match(url.pathname + url.search) ?? await (await caches.open(PAGES)).match(url.pathname)
    if (kept) return kept
    throw error
  }
}

// Marks the page with the time it was read, so that it can tell its age.
async function keep(url, answer) {
  const cache = await caches.open(PAGES)
  const html = (await answer.text()).replace('<html ', `<html data-kept="${Date.now()}" `)
  const headers = new Headers(answer.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  await cache.put(url.pathname + url.search, new Response(html, { headers }))
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)))
}

// The build's files never change; those of an older build go when a newer one comes.
async function file(request, url) {
  const cache = await caches.open(BUILD)
  const known = await cache.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) {
    const build = url.pathname.split('/')[2]
    for (const key of await cache.keys()) if (new URL(key.url).pathname.startsWith('/pkg/') && new URL(key.url).pathname.split('/')[2] !== build) await cache.delete(key)
    await cache.put(request, answer.clone())
  }
  return answer
}

async function fresh(request) {
  const cache = await caches.open(BUILD)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  } catch (error) {
    const known = await cache.match(request)
    if (known) return known
    throw error
  }
}
