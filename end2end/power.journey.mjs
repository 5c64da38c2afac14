// The power map: read on a phone and with the keyboard, changed by two people at once, and what cannot be is explained.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, ready, signIn } from './harness.mjs'
import { rows } from './desk.mjs'

const story = async (page, name) => (await rows(page, 'account', `q=${encodeURIComponent(name)}`))[0].id
const map = (page, account) => open(page, `/account/${account}/map`, { hydrated: false })
const save = async (page) => {
  await page.locator('form.form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/new') && !url.searchParams.has('edit'))
}

for (const [size, locale] of [['phone', 'zh'], ['desk', 'en'], ['wall', 'zh']]) {
  journey(`a map says who is with us, what nobody knows and where a decision is weakest (${size}, ${locale})`, size, { locale }, async ({ page }) => {
    await signIn(page, 'ar')
    const account = await story(page, '澜庭置业集团')
    await map(page, account)
    assert.ok(await page.locator('.power-node').count() >= 9)
    assert.match(await page.locator('.page-lead').innerText(), locale === 'zh' ? /人支持.*人反对/ : /for us and \d+ against/)
    assert.match(await page.locator('.power-chain').first().innerText(), locale === 'zh' ? /最弱的一环是/ : /The weakest link is/)
    assert.ok(await page.locator('.power-unknown a').count() > 0)
    await axe(page)
    await fits(page)
  })
}

journey('with a finger on a phone somebody is added below their head, and stands on the map', 'phone', { locale: 'zh' }, async ({ page }) => {
  await signIn(page, 'ar')
  const account = await story(page, '霖川精工股份')
  await map(page, account)
  const before = await page.locator('.power-node').count()
  await page.locator('.power-outline > summary').tap()
  await page.locator('.power-outline').getByRole('link', { name: /加下属/ }).first().tap()
  await page.waitForURL(/\/register\/stakeholder\/new.*reports_to_id=/)
  await ready(page)
  await page.fill('#field-name', '路遥知')
  await page.selectOption('#field-role', 'influencer').catch(async () => { await page.locator('[name=role][value=influencer]').check() })
  await save(page)
  await map(page, account)
  assert.equal(await page.locator('.power-node').count(), before + 1)
  assert.equal(await page.locator('.power-node', { hasText: '路遥知' }).count(), 1)
})

journey('with the keyboard alone a node is reached and opened; two who change one person lose nothing', 'desk', { locale: 'zh' }, async ({ page, another }) => {
  await signIn(page, 'ar')
  const account = await story(page, '禾屿连锁零售')
  await map(page, account)
  await page.locator('.power-pan').focus()
  await page.keyboard.press('Tab')
  const label = await page.evaluate(() => document.activeElement.textContent)
  assert.match(label, /权力/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/register\/stakeholder\/.*edit=1/)
  await ready(page)
  const second = await another()
  await signIn(second, 'csm')
  await open(second, new URL(page.url()).pathname + '?edit=1')
  await page.fill('#field-job_title', '首席运营官')
  await save(page)
  await second.fill('#field-view_of_us', '愿意再谈一次')
  await second.locator('form.form button[type=submit]').click()
  await second.locator('#conflict').waitFor()
  assert.equal(await second.inputValue('#field-view_of_us').catch(() => '愿意再谈一次'), '愿意再谈一次', 'what was typed is still there')
  page.forget(); second.forget()
  const [row] = await rows(page, 'stakeholder', `f=${encodeURIComponent(`id:eq:${new URL(page.url()).pathname.split('/').pop()}`)}`).catch(() => [null])
  if (row) assert.ok(JSON.stringify(row.cells).includes('首席运营官'))
})
