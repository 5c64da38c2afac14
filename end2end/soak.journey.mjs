// A wall that turns its pages for weeks does not grow: a quick turn for two minutes, or for YARDSTICK_SOAK seconds.

import assert from 'node:assert/strict'
import { journey, signIn } from './harness.mjs'

const SECONDS = Number(process.env.YARDSTICK_SOAK ?? 120)
const RATIO_MOST = 1.2

journey('a wall that turns its pages does not grow', 'wall', { timeout: (SECONDS + 120) * 1000 }, async ({ page: wall, another }) => {
  const admin = await another()
  await signIn(admin)
  const usual = (await (await admin.request.post('/api/setting/wall/list', { form: {} })).json()).profiles[0]
  const draft = { key: 'new', version: '0', name: `Soak ${Date.now()}`, theme: usual.theme, day_from: '0', day_to: '0', off_from: '0', off_to: '0', width: '1920',
    height: '1080', columns: '1', rows: '1', gap: '0', names_customers: '', pages: '20 /portfolio\n20 /portfolio?tier=strategic\n20 /portfolio?tier=key' }
  const saved = await (await admin.request.post('/api/setting/wall/save', { data: { draft } })).json()
  await wall.goto('/wall?pace=20')
  const code = await wall.locator('.wall-pair-sign').innerText()
  await admin.request.post('/api/setting/wall/approve', { form: { code, name: 'Soak', profile: saved.key } })
  await wall.locator('.wall-page .board').waitFor()
  const devtools = await wall.context().newCDPSession(wall)
  await devtools.send('Performance.enable')
  const at = (place) => wall.waitForFunction((place) => document.querySelector('.wall-steps')?.textContent === place, place)
  // Always on the same page, since each has its own size; the least of a few rounds, since the page before may not be cleared away yet.
  const measure = async () => {
    const least = {}
    for (let round = 0; round < 4; round += 1) {
      await at('2 / 3')
      await at('1 / 3')
      await devtools.send('HeapProfiler.collectGarbage')
      const { metrics } = await devtools.send('Performance.getMetrics')
      for (const { name, value } of metrics) {
        if (['JSHeapUsedSize', 'Nodes', 'JSEventListeners'].includes(name)) least[name] = Math.min(value, least[name] ?? Infinity)
      }
    }
    return least
  }
  const first = await measure()
  await wall.evaluate(() => {
    globalThis.turns = 0
    new MutationObserver(() => { globalThis.turns += 1 }).observe(document.querySelector('.wall-steps'), { childList: true, characterData: true, subtree: true })
  })
  await wall.waitForTimeout(SECONDS * 1000)
  const [last, turns] = [await measure(), await wall.evaluate(() => globalThis.turns)]
  console.log(`after ${turns} pages in ${SECONDS} s: ${JSON.stringify(last)}, after the first round ${JSON.stringify(first)}`)
  assert.ok(turns >= SECONDS / 4, `only ${turns} pages were shown`)
  for (const [name, value] of Object.entries(last)) assert.ok(value <= first[name] * RATIO_MOST, `${name} grew from ${first[name]} to ${value}`)
})
