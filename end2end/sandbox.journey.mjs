// The strategic sandbox: cards moved by pointer and by keyboard, weights under a slider, a selection from ten candidates
// to about three with its log, a goal acknowledged on a phone, the annual plan on paper; and what is refused.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { serve } from './server.mjs'

const words = async (page, where) => (await page.locator(where).innerText()).replace(/\s+/g, ' ')

for (const locale of ['zh', 'en']) {
  journey(`the sandbox, a selection and the plan are read whole (${locale})`, ['narrow', 'phone', 'desk'], { locale }, async ({ page }) => {
    await signIn(page, 'exec')
    await page.goto('/sandbox')
    await page.locator('.sandbox-card').first().waitFor()
    assert.ok((await page.locator('.sandbox-card').count()) > 20)
    await fits(page)
    await axe(page)
    await page.locator('.page-head a[href^="/selection/"]').first().click()
    await page.locator('.selection-line').waitFor()
    assert.equal(await page.locator('.selection-list > li[data-id]').count(), 10)
    await fits(page)
    await axe(page)
    await page.goto('/work-plan')
    assert.equal(await page.locator('li[data-goal]').count(), 3)
    await fits(page)
    await axe(page)
  })
}

journey('a card is dragged to another horizon, moved by keyboard, and put back', 'desk', { locale: 'en' }, async ({ another }) => {
  const own = await serve({ name: 'sandbox-drag' })
  try {
    const page = await another({ url: own.url })
    await signIn(page, 'admin')
    await page.goto('/sandbox')
    const card = page.locator('.sandbox-card[data-horizon=short]').first()
    const id = await card.getAttribute('id')
    const cell = page.locator(`.sandbox-row:has(#${id}) .sandbox-cell[data-horizon=long]`)
    const [from, to] = [await card.boundingBox(), await cell.boundingBox()]
    await page.mouse.move(from.x + from.width - 12, from.y + 30)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 })
    await Promise.all([page.waitForURL(/moved=/), page.mouse.up()])
    assert.equal(await page.locator(`#${id}`).getAttribute('data-horizon'), 'long')
    assert.match(await words(page, '#moved'), /is now under Long term/)
    await Promise.all([page.waitForURL(/was=long/), page.getByRole('button', { name: 'Undo' }).click()])
    assert.equal(await page.locator(`#${id}`).getAttribute('data-horizon'), 'short')
    await page.locator(`#${id} button`).first().focus()
    await Promise.all([page.waitForURL(/was=short/), page.keyboard.press('ArrowRight')])
    assert.equal(await page.locator(`#${id}`).getAttribute('data-horizon'), 'medium')
  } finally {
    await own.stop()
  }
})

journey('the ranking follows the sliders, and says so when nothing is left to rank by', 'desk', { locale: 'en' }, async ({ page }) => {
  await signIn(page, 'exec')
  await page.goto('/sandbox')
  const first = () => words(page, '.sandbox-ranking > li:first-child')
  const before = await first()
  const slide = async (key, value) => page.locator(`#weight-${key}`).fill(String(value))
  for (const key of ['space', 'growth', 'competition']) await slide(key, 0)
  assert.notEqual(await first(), before)
  assert.match(await first(), /5\.00/)
  await slide('profit', 0)
  assert.match(await words(page, '#weights-wrong'), /All four weights are zero/)
  assert.equal(await page.locator('.sandbox-ranking > li').count(), 0)
  await page.goto('/sandbox?space=0&growth=0&profit=0&competition=0')
  assert.match(await words(page, '#weights-wrong'), /All four weights are zero/)
  // Ten thousand under a moving slider.
  await page.route('**/sandbox', async (route) => {
    const response = await route.fetch()
    const many = Array.from({ length: 10_000 }, (_, n) => [`x${n}`, `Opportunity ${n}`, 'Customer', '1', '', 1 + (n % 5), 1 + ((n >> 2) % 5), 1 + ((n >> 4) % 5), 1 + ((n >> 6) % 5), n])
    const body = (await response.text()).replace(/(id="sandbox-data"[^>]*>)[^<]*/, `$1${JSON.stringify(many)}`)
    await route.fulfill({ response, body })
  })
  await page.goto('/sandbox')
  const spent = await page.evaluate(() => {
    const slider = document.getElementById('weight-space')
    return Array.from({ length: 60 }, (_, n) => {
      slider.value = String(n)
      const start = performance.now()
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      void document.body.offsetHeight
      return performance.now() - start
    }).sort((left, right) => left - right)
  })
  console.log(`10,000 under a slider: p50 ${spent[30].toFixed(1)} ms, p95 ${spent[57].toFixed(1)} ms`)
  assert.ok(spent[57] <= 50, `p95 ${spent[57]} ms`)
  assert.match(await words(page, '.sandbox-pages'), /1–50 \/ 10000/)
})

journey('ten candidates become about three goals, with a log, a task and a plan', 'desk', { locale: 'en' }, async ({ another }) => {
  const own = await serve({ name: 'sandbox-selection' })
  try {
    const page = await another({ url: own.url })
    await signIn(page, 'exec')
    await page.goto('/sandbox')
    await page.locator('.page-head a[href^="/selection/"]').first().click()
    const at = new URL(page.url()).pathname
    await page.getByRole('link', { name: 'Take the suggestion' }).click()
    const chosen = await page.locator('input[value=chosen]:checked').count()
    assert.ok(chosen >= 2 && chosen <= 6, `${chosen} suggested`)
    // Nothing is lost when a reason is missing.
    const left = page.locator('.selection-list > li:has(input[value=""]:checked)')
    const many = await left.count()
    const ids = await left.evaluateAll((all) => all.map((line) => line.dataset.id))
    for (const id of ids) await page.locator(`[data-id="${id}"] input[value=abandoned]`).check()
    for (const id of ids.slice(1)) await page.locator(`[data-id="${id}"] input[type=text]`).fill('Not this year')
    page.allow(/422/)
    const close = page.getByRole('button', { name: 'Close and issue goals' })
    await close.click()
    await page.locator('[role=alert]', { hasText: 'Say why' }).waitFor()
    assert.equal(await page.locator('input[type=text]').evaluateAll((all) => all.filter((one) => one.value === 'Not this year').length), many - 1)
    await page.locator(`[data-id="${ids[0]}"] input[type=text]`).fill('Too far from what we do')
    await close.click()
    await page.locator('[data-log]').waitFor()
    assert.equal(await page.locator('[data-log] > li').count(), 10)
    assert.equal(await page.locator('[data-log] > li[data-verdict=abandoned]').count(), many)
    assert.match(await words(page, '[data-log]'), /Too far from what we do/)
    assert.equal(await page.locator('li[data-goal]').count(), chosen)
    await axe(page)
    await page.goto('/work-plan')
    assert.equal(await page.locator('li[data-goal]').count(), 3 + chosen)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.button:visible').count(), 0)
    await page.emulateMedia({ media: 'screen' })

    const phone = await another({ url: own.url, locale: 'zh' })
    await phone.setViewportSize({ width: 390, height: 844 })
    await signIn(phone, 'ar')
    await phone.goto(at)
    assert.equal(await phone.getByRole('button', { name: '散会并下发目标' }).count(), 0)
    await phone.goto('/work-plan')
    const waiting = await phone.getByRole('button', { name: /^确认收到/ }).count()
    await phone.getByRole('button', { name: /^确认收到/ }).first().click()
    await phone.waitForURL(/work-plan/)
    assert.equal(await phone.getByRole('button', { name: /^确认收到/ }).count(), waiting - 1)
  } finally {
    await own.stop()
  }
})

journey('a budget below every candidate is explained; an empty sandbox blocks the insight', 'desk', { locale: 'en' }, async ({ another }) => {
  const own = await serve({ name: 'sandbox-refused' })
  try {
    const page = await another({ url: own.url })
    await signIn(page, 'admin')
    const post = (path, form) => page.evaluate(async ([path, form]) => {
      const response = await fetch(path, { method: 'POST', body: new URLSearchParams(form), headers: { accept: 'application/json' } })
      return [response.status, await response.text()]
    }, [path, form])
    const table = (table, fields) => post('/act', { table, ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`f-${name}`, value])) })
    const made = await table('selection', { name: 'Small', year: '2026', budget_cents: '1' })
    assert.equal(made[0], 200, made[1])
    await page.goto(`/selection/${JSON.parse(made[1]).record}`)
    assert.match(await words(page, '.notice'), /below what every candidate asks for/)
    const zero = await table('selection', { name: 'None', year: '2026', budget_cents: '100', space_weight: '0', growth_weight: '0', profit_weight: '0', competition_weight: '0' })
    assert.equal(zero[0], 422)
    assert.match(zero[1], /All four weights are zero/)
    page.allow(/422/)
    const account = JSON.parse((await table('account', { name: 'Empty Ltd', stage: 'lead', is_long_cycle: '0', is_trial: '0', is_churned: '0' }))[1]).record
    const plan = { name: '2026', account_id: account, year: '2026', insight_done: '1' }
    const refused = await table('account_plan', plan)
    assert.equal(refused[0], 422)
    assert.match(refused[1], /nobody has looked yet/)
    assert.equal((await table('opportunity', { account_id: account, name: 'First', space_cents: '100' }))[0], 200)
    assert.equal((await table('account_plan', plan))[0], 200)
  } finally {
    await own.stop()
  }
})

journey('a customer’s sponsor knows nothing of the sandbox', 'desk', async ({ page }) => {
  await signIn(page, 'sponsor')
  page.allow(/404/)
  for (const path of ['/sandbox', '/work-plan', '/selection/x', '/register/decision']) {
    assert.equal((await page.goto(path)).status(), 404, path)
  }
})

for (const size of ['phone', 'desk', 'wall']) {
  journey('the strategy board says whole sentences whose numbers lead to their rows', size, { locale: 'en' }, async ({ page }) => {
    await signIn(page, 'exec')
    await page.goto(size === 'wall' ? '/wall/strategy' : '/board/strategy')
    await page.locator('#space .tile-headline').waitFor()
    for (const key of ['space', 'coverage', 'decided', 'waiting', 'horizons', 'empty']) {
      assert.match(await page.locator(`#${key} .tile-headline`).innerText(), /\d.*\.$/s, key)
    }
    await fits(page)
    if (size === 'wall') return
    await axe(page)
    const [told, link] = [await words(page, '#waiting .figure-value'), await page.locator('#waiting .figure a').getAttribute('href')]
    await page.goto(link)
    assert.equal(await page.locator('table tbody tr').count(), Number(told))
    await open(page, '/board/strategy')
    await page.locator('#space .tile-more').click()
    await page.locator('.sandbox-card').first().waitFor()
  })
}
