// Pictures for human eyes: node end2end/shots.mjs OUT [route …] [--user admin] [--base URL] [--sizes phone,desk]
//                                                  [--locales zh,en] [--themes day,night] [--full] [--no-wasm]
// Without --base it starts the release binary on a fresh demo company. Themes are set by cookie; the wall sizes also get
// the theme `wall` when it is asked for.

import path from 'node:path'
import { closeBrowser, open, screen, SCREENS, signIn } from './harness.mjs'
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
const [out, ...routes] = args
if (!out) {
  console.error('Say where the pictures go: node end2end/shots.mjs OUT [route …]')
  process.exit(1)
}
// FIRST stands for the largest account. Without routes: every screen there is.
const EVERY = ['/', '/?view=text', '/account/FIRST', '/register/account', '/register/account/FIRST', '/register/account/FIRST?edit=1',
  '/register/ticket', '/register/score_day', '/setting/score', '/setting/wall', '/import', '/wall', '/wall/portfolio', '/wall/account/FIRST']
if (routes.length === 0) routes.push(...EVERY)

async function firstAccount(page) {
  const listed = await page.request.post('/api/record/list', { form: { table: 'account', url: 's=-mrr_cents' } })
  return (await listed.json()).rows[0].id
}

const server = base ? { url: base, stop: async () => {} } : await serve({ name: 'shots' })
let complaints = 0
try {
  for (const size of sizes) for (const locale of locales) for (const theme of themes) {
    const page = await screen(size, { locale, theme, wasm, url: server.url })
    await signIn(page, user)
    const first = routes.some((route) => route.includes('FIRST')) ? await firstAccount(page) : ''
    for (const asked of routes) {
      const route = asked.replace('FIRST', first)
      await open(page, route, { hydrated: false })
      await page.waitForLoadState('load')
      await page.waitForTimeout(wasm ? 600 : 100) // a picture, not a test: give charts and chunks a moment
      const name = `${asked.replace(/^\//, '').replace(/[^\w.-]+/g, '-') || 'home'}.${size}.${locale}.${theme}.png`
      await page.screenshot({ path: path.join(out, name), fullPage })
      console.log(name)
      for (const words of page.complaints) { complaints += 1; console.log(`  ! ${words}`) }
      page.forget()
    }
    await page.context().close()
  }
} finally {
  await closeBrowser()
  await server.stop()
}
console.log(complaints === 0 ? 'no complaint on any console' : `${complaints} complaints on consoles`)
