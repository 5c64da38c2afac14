// Pictures for human eyes: node end2end/shots.mjs OUT [route …] [--user admin] [--base URL] [--sizes phone,desk]
//                                                  [--locales zh,en] [--themes day,night] [--full] [--no-wasm] [--gate]
// Without --base it starts the release binary on a fresh demo company; without routes it shows every screen. Themes are set
// by cookie. With --gate the geometry and the accessibility of every screen must hold too; walls have their own theme.

import path from 'node:path'
import { EVERY, geometry } from './geometry.mjs'
import { axe, closeBrowser, open, screen, SCREENS, signIn } from './harness.mjs'
import { serve } from './server.mjs'

const args = process.argv.slice(2)
const take = (name, otherwise) => {
  const i = args.indexOf(`--${name}`)
  return i < 0 ? otherwise : args.splice(i, 2)[1]
}
const flag = (name) => {
  const i = args.indexOf(`--${name}`)
  return i >= 0 && args.splice(i, 1).length > 0
}
const user = take('user', 'admin')
const sizes = take('sizes', Object.keys(SCREENS).join(',')).split(',')
const locales = take('locales', 'zh,en').split(',')
const themes = take('themes', 'day,night').split(',')
const base = take('base', null)
const fullPage = flag('full')
const wasm = !flag('no-wasm')
const gate = flag('gate')
const pictures = !flag('blind')
const [out, ...routes] = args
if (!out) {
  console.error('Say where the pictures go: node end2end/shots.mjs OUT [route …]')
  process.exit(1)
}
const asked = routes.length === 0 ? EVERY : routes.map((route) => ({ route, isWall: route.startsWith('/wall') }))

async function firstAccount(page) {
  const listed = await page.request.post('/api/record/list', { form: { table: 'account', url: 's=-mrr_cents' } })
  return (await listed.json()).rows[0].id
}

const server = base ? { url: base, stop: async () => {} } : await serve({ name: 'shots' })
let complaints = 0
let wrong = 0

/** One screen: its picture, what its console said and, at the gate, what is wrong with it. */
async function takeOne(page, { route, name, status, isWall }, first, tail) {
  await open(page, route.replace('FIRST', first), { hydrated: false })
  await page.waitForLoadState('load')
  await page.waitForTimeout(wasm ? 600 : 100) // a picture, not a test: give charts and chunks a moment
  const file = `${name ?? (route.replace(/^\//, '').replace(/[^\w.-]+/g, '-') || 'home')}.${tail}.png`
  if (pictures) await page.screenshot({ path: path.join(out, file), fullPage })
  console.log(file)
  for (const words of page.complaints.filter((one) => !(status && one.includes(status)))) { complaints += 1; console.log(`  ! ${words}`) }
  page.forget()
  if (!gate) return
  const found = await geometry(page)
  await axe(page).catch((e) => found.push(e.message))
  wrong += found.length
  for (const words of found) console.log(`  ✗ ${words}`)
}

try {
  for (const size of sizes) for (const locale of locales) for (const theme of themes) {
    const people = [...new Set(asked.map(({ as = user }) => as))]
    for (const person of people) {
      const page = await screen(size, { locale, theme, wasm, url: server.url })
      if (person) await signIn(page, person)
      const first = person === user ? await firstAccount(page) : ''
      for (const one of asked.filter(({ as = user }) => as === person)) {
        if (one.isWall && !size.startsWith('wall') && routes.length === 0) continue // walls are not for phones
        await takeOne(page, one, first, `${size}.${locale}.${theme}`)
      }
      await page.context().close()
    }
  }
} finally {
  await closeBrowser()
  await server.stop()
}
console.log(complaints === 0 ? 'no complaint on any console' : `${complaints} complaints on consoles`)
if (gate) {
  console.log(wrong === 0 ? 'every screen stands: nothing cut, overlapping, sideways or out of reach' : `${wrong} things are wrong`)
  process.exitCode = wrong + complaints === 0 ? 0 : 1
}
