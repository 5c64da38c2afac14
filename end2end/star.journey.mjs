// The north star: looked at with its guard-rails and its warning, then made the company's, and taken back.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { serve } from './server.mjs'

// Makes a measure the company's, and waits until the server has said so: to leave the page before is to take it back.
const settle = async (page, tile) => {
  const said = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/act')
  await page.locator(`${tile} form[action="/act"] [type=submit]`).first().click()
  assert.ok((await said).ok())
}

for (const [size, locale] of [['phone', 'zh'], ['desk', 'en']]) {
  journey(`a north star is tried, warned about, chosen and taken back (${size}, ${locale})`, size, { locale }, async ({ another }) => {
    const own = await serve({ name: `star-${size}` }) // another star would lead what other journeys read
    try {
      const page = await another({ url: own.url })
      await signIn(page, 'admin')
      await open(page, '/')
      const first = page.locator('.board > .tile').first()
      assert.equal(await first.getAttribute('id'), 'nrr')
      await page.locator('.board-ask > summary').click()
      await page.selectOption('.board-ask select[name=star]', 'core_actions')
      await page.locator('.board-ask form [type=submit]').click()
      await page.waitForURL(/star=core_actions/)
      await page.locator('#core_actions').waitFor()
      assert.deepEqual(await page.locator('.board > .tile').evaluateAll((tiles) => tiles.slice(0, 3).map((tile) => tile.id)), ['core_actions', 'adoption', 'nrr'])
      assert.match(await page.locator('#core_actions').innerText(), locale === 'zh' ? /若以它为北极星：.*刷次数/s : /With it as north star: .*click for its sake/s)
      await axe(page)
      await fits(page)
      await settle(page, '#core_actions')
      await open(page, '/')
      assert.equal(await first.getAttribute('id'), 'core_actions', 'it is the company’s now')
      await page.locator('#core_actions a[href^="/register/usage"]').first().click()
      await page.locator('tbody tr').first().waitFor()
      await page.goBack()
      await open(page, '/?star=nrr')
      await settle(page, '#nrr')
      await open(page, '/')
      await page.locator('.board > .tile#nrr').waitFor()
      assert.equal(await first.getAttribute('id'), 'nrr')
      // Whoever may not change the company's settings looks at it and is offered nothing.
      const reader = await another({ url: own.url })
      await signIn(reader, 'csm')
      await open(reader, '/?star=core_actions')
      await reader.locator('#core_actions').waitFor()
      assert.equal(await reader.locator('#core_actions form').count(), 0)
    } finally {
      await own.stop()
    }
  })
}
