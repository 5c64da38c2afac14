// What every journey shares: browsers at the four sizes, signing in, pictures, accessibility, and the rule that a page
// which complains on the console, or breaks the content security policy, fails its journey.
//
//   import { journey, signIn } from './harness.mjs'
//   journey('a board opens its records', ['phone', 'desk'], async ({ page, screen, url }) => { … })

import assert from 'node:assert/strict'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as node from 'node:test'
import { chromium } from 'playwright-core'
import { report } from './server.mjs'

const require = createRequire(import.meta.url)
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Where the server under test answers; run.mjs sets it. */
export const base = process.env.YARDSTICK_URL ?? 'http://127.0.0.1:3000'
export const PASSWORD = process.env.YARDSTICK_DEMO_PASSWORD ?? 'yardstick-demo'
const PHONE = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36'
export const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, userAgent: PHONE },
  narrow: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, userAgent: PHONE },
  desk: { viewport: { width: 1440, height: 900 } },
  wall: { viewport: { width: 1920, height: 1080 } },
  wall4k: { viewport: { width: 3840, height: 2160 } },
}

let launched = null
/** The one browser of this process. */
export function browser() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  launched ??= chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--font-render-hinting=none'],
  })
  return launched
}
export async function closeBrowser() {
  if (launched) await (await launched).close()
  launched = null
}

/**
 * A page on a screen of its own, with a fresh profile. Options: `locale` zh | en, `theme` day | night | wall,
 * `wasm: false` blocks WebAssembly, `offline: true` lets the page keep itself for later, `url` another server. The page carries `page.complaints` (what the console said)
 * and `page.allow(/…/)` for complaints that the journey provokes on purpose; `page.forget()` starts afresh.
 */
export async function screen(name, { locale = 'zh', theme, wasm = true, url = base, offline = false, whole = true } = {}) {
  const context = await (await browser()).newContext({
    ...SCREENS[name], baseURL: url, locale: locale === 'en' ? 'en-GB' : 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce',
    serviceWorkers: offline ? 'allow' : 'block', // requests a service worker answers are not seen here
  })
  const cookies = [{ name: 'locale', value: locale, url }]
  if (theme) cookies.push({ name: 'theme', value: theme, url })
  await context.addCookies(cookies)
  context.setDefaultTimeout(15_000)
  if (!wasm) await context.route(/\.wasm$/, (route) => route.abort())
  const page = await context.newPage()
  const allowed = wasm ? [] : [/\.wasm|WebAssembly|Failed to fetch|ERR_FAILED/]
  const said = []
  page.allow = (pattern) => allowed.push(pattern)
  Object.defineProperty(page, 'complaints', { get: () => said.filter((words) => !allowed.some((p) => p.test(words))) })
  page.forget = () => said.splice(0)
  follow(page)
  page.on('console', (m) => {
    if (m.type() === 'error' || /Content Security Policy|hydrat/i.test(m.text())) said.push(`${m.type()}: ${m.text()} (${m.location().url})`)
  })
  page.on('pageerror', (e) => said.push(`exception: ${e.message}`))
  page.on('requestfailed', (r) => {
    const why = r.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') said.push(`request failed: ${r.url()} ${why}`) // aborted: the page moved on
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => console.error(`Content Security Policy: ${e.violatedDirective} ${e.blockedURI}`))
  })
  if (whole) await page.addInitScript(wholly)
  return page
}

/** Lays out what a phone leaves for later, so that it is read and measured too. */
function wholly() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { content-visibility: visible !important }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

/** Signs in by the plain form, as `admin` for admin@demo.example, or by a whole address. */
export async function signIn(page, user = 'admin', password = PASSWORD) {
  await page.goto('/sign-in')
  await page.fill('#email', user.includes('@') ? user : `${user}@demo.example`)
  await page.fill('#password', password)
  await Promise.all([
    page.waitForURL((url) => !['/sign-in', '/session'].includes(url.pathname)),
    page.locator('form[action="/session"] [type=submit]').first().click(),
  ])
}

/** Notes when a page's WebAssembly starts and when the last piece of it came: it asks for /live as it starts. */
function follow(page) {
  const is = (request, what) => what.test(new URL(request.url()).pathname)
  const wasm = { live: false, open: 0, at: 0 }
  page.wasm = wasm
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) Object.assign(wasm, { live: false, open: 0 })
    if (is(request, /\.wasm$/)) wasm.open += 1
    if (is(request, /^\/live$/)) Object.assign(wasm, { live: true, at: Date.now() })
  })
  for (const end of ['requestfinished', 'requestfailed']) {
    page.on(end, (request) => { if (is(request, /\.wasm$/)) Object.assign(wasm, { open: Math.max(0, wasm.open - 1), at: Date.now() }) })
  }
}

/** Waits until WebAssembly has taken the page over: it runs, all pieces of the screen are there, and the page rests. */
export async function ready(page) {
  const until = Date.now() + 20_000
  while (!(page.wasm.live && page.wasm.open === 0 && Date.now() - page.wasm.at > 400)) {
    if (Date.now() > until) throw new Error(`WebAssembly did not take ${page.url()} over: ${JSON.stringify(page.wasm)} ${page.complaints.join(' · ')}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(true), { timeout: 2000 })))
}

/** Opens a path and waits for the server's HTML, its fonts and, unless told otherwise, WebAssembly. */
export async function open(page, where, { hydrated = true } = {}) {
  const response = await page.goto(where)
  if (!(await page.locator("script[type=module]").count())) hydrated = false // a page without the app
  if (hydrated && response && response.status() < 400) await ready(page)
  await page.evaluate(() => document.fonts.ready.then(() => true))
  return response
}

export async function shot(page, name, folder = report) {
  const file = path.join(folder, `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.png`)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  await page.screenshot({ path: file, fullPage: false })
  return file
}

/** No accessibility violation of WCAG 2.2 AA. */
export async function axe(page) {
  await page.evaluate(axeSource)
  // A bar that stays in its place hides what is just beneath it, which scrolls out from under it.
  await page.evaluate(() => document.querySelectorAll('.form-foot, .topbar').forEach((bar) => { bar.style.position = 'static' }))
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  await page.evaluate(() => document.querySelectorAll('.form-foot, .topbar').forEach((bar) => { bar.style.position = '' }))
  const words = found.violations.map((v) => `${v.id} (${v.impact}): ${v.help}\n    ${v.nodes.slice(0, 5).map((n) => `${n.target.join(' ')}  ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join('\n    ')}`)
  assert.equal(words.length, 0, `accessibility of ${page.url()}\n  ${words.join('\n  ')}`)
}

/** Nothing is wider than the screen. */
export async function fits(page) {
  const [wide, screenWidth] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  assert.ok(wide <= screenWidth, `${page.url()} is ${wide} px wide on a screen of ${screenWidth} px`)
}

/** The page has not complained so far. */
export function quiet(page) {
  assert.deepEqual(page.complaints, [], `${page.url()} complained`)
}

let closing = false
function closesAtTheEnd() {
  if (!closing) node.after(closeBrowser)
  closing = true
}

/**
 * A test for each screen size. The body gets {page, screen, url, another}: `another(options)` opens a second screen of
 * the same size. Every page must stay quiet; a failing journey leaves a picture and the console in end2end/report.
 */
export function journey(title, sizes, options, body) {
  if (typeof options === 'function') [options, body] = [{}, options]
  closesAtTheEnd()
  for (const size of [sizes].flat()) {
    node.test(`${title} · ${size}`, { timeout: options.timeout ?? 120_000 }, async (t) => {
      const pages = []
      const another = async (more = {}) => {
        const page = await screen(size, { ...options, ...more })
        pages.push(page)
        return page
      }
      try {
        await body({ page: await another(), screen: size, url: options.url ?? base, another, t })
        pages.forEach(quiet)
      } catch (e) {
        for (const [i, page] of pages.entries()) {
          const name = `${title} ${size} ${i + 1}`
          await shot(page, name).catch(() => {})
          fs.writeFileSync(path.join(report, `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.txt`),
            `${page.url()}\n${e.stack}\n\n${page.complaints.join('\n')}\n`)
        }
        throw e
      } finally {
        await Promise.all(pages.map((page) => page.context().close().catch(() => {})))
      }
    })
  }
}
