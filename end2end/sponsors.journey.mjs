// The boards of the sponsors, of use and of the company: reached from the navigation, true to their rows, on a desk, a
// phone and a wall and as an article.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

const BOARDS = {
  sponsor: ['coverage', 'silence', 'attendance', 'openers', 'setup', 'trained', 'matrix', 'distribution', 'opens', 'meetings', 'longest'],
  adoption: ['active', 'people', 'complete', 'spare', 'asleep', 'stopped', 'funnel', 'trend', 'features', 'seats', 'idle'],
  company: ['signed', 'collected', 'contracts', 'overdue', 'new', 'expansion', 'lights', 'target_signed', 'target_collected', 'months', 'cash', 'regions', 'owners', 'provinces', 'province_rank', 'recovered'],
}

for (const [name, tiles] of Object.entries(BOARDS)) {
  for (const locale of ['zh', 'en']) {
    journey(`the ${name} board says whole sentences whose numbers are links (${locale})`, ['phone', 'desk'], { locale }, async ({ page }) => {
      await signIn(page, 'exec')
      await open(page, `/board/${name}`)
      assert.deepEqual(await page.locator('.board > *').evaluateAll((all) => all.map((tile) => tile.id)), tiles)
      for (const key of tiles) assert.match(await page.locator(`#${key} .tile-headline`).innerText(), /\d.*[。.]$/s, key)
      await fits(page)
      await axe(page)
    })
  }

  journey(`the ${name} board hangs on a wall and is an article`, 'wall', async ({ page }) => {
    await signIn(page, 'exec')
    await open(page, `/wall/${name}`)
    await page.locator(`#${tiles[0]} .tile-headline`).waitFor()
    await fits(page)
    await open(page, `/board/${name}?view=text`)
    const links = await page.locator('.board-text a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    assert.ok(links.length >= tiles.length && links.every((href) => href.startsWith('/register/')), links.join(' '))
  })
}

/** Opens a number's rows and says how many the register counts. */
async function rows(page, link) {
  const number = Number((await link.innerText()).replaceAll(',', ''))
  const href = await link.getAttribute('href')
  await open(page, href)
  const said = await page.locator('.page-lead').first().innerText()
  return [number, href, said]
}

journey('a number of a board opens as many rows, for a part of the customers too', 'desk', async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/board/sponsor?tier=key')
  const gone = page.locator('#distribution .tile-headline a').first()
  const [number, href, said] = await rows(page, gone)
  assert.match(decodeURIComponent(href), /account\.tier:eq:key/)
  assert.match(said, new RegExp(`(^|\\D)${number}(\\D|$)`))
  await page.getByText(/有触点 · 日期|Has touchpoint/i).first().waitFor()
})

journey('a customer’s sponsor learns of none of these boards', 'desk', async ({ page }) => {
  await signIn(page, 'sponsor')
  page.allow(/404/)
  for (const name of Object.keys(BOARDS)) {
    for (const path of [`/board/${name}`, `/wall/${name}`, `/board/${name}?view=text`]) {
      assert.equal((await page.goto(path)).status(), 404, path)
    }
  }
})
