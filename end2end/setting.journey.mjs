// The settings of scores: tried on the whole portfolio, saved with a reason, kept with their history.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { call } from './desk.mjs'

const CARD = '/setting/score?card=warmth'
const weight = (page, group) => page.locator(`[name="groups.${group}.weight"]`)
const preview = async (page) => {
  await page.locator('.setting form .form-foot [type=submit]').click()
  await page.locator('#outcome').waitFor()
}
const inForce = async (page) => {
  const sheet = await call(page, 'setting/open', { card: 'warmth', from: null }, { json: true })
  assert.equal(sheet.status, 200, sheet.text)
  return sheet.json
}

journey('new weights are previewed on the whole portfolio, saved with a reason and stand in the history', 'desk', { locale: 'en' }, async ({ page }) => {
  await signIn(page)
  await open(page, CARD)
  const before = await inForce(page)
  assert.equal(await weight(page, 'reach').inputValue(), '35')
  await weight(page, 'reach').fill('90')
  await weight(page, 'frequency').fill('0')
  await page.locator('[name="bands.good_from_bp"]').fill('92.5')
  const share = page.locator('.field', { has: weight(page, 'reach') }).locator('.setting-share')
  assert.equal(await share.innerText(), '66.7%', 'the share follows the weight')

  await preview(page)
  const counts = await page.locator('#outcome .setting-table[data-kind=matrix] tbody td').allInnerTexts()
  const accounts = counts.map(Number).reduce((sum, count) => sum + count, 0)
  const lead = await page.locator('#outcome .page-lead').innerText()
  assert.match(lead, new RegExp(`[1-9]\\d* of ${accounts} accounts would change`), lead)
  assert.ok(accounts > 10, `the whole portfolio: ${accounts}`)
  const first = page.locator('#outcome a[href^="/account/"]').first()
  assert.ok((await first.innerText()).trim().length > 1)
  assert.equal((await inForce(page)).version, before.version, 'a preview stores nothing')
  await axe(page)
  await fits(page)

  page.allow(/status of 422/)
  const save = page.locator('#outcome form [type=submit]')
  await save.click()
  await page.locator('#field-note-error:not([hidden])').waitFor()
  await page.fill('#field-note', 'Being active counts most')
  await save.click()
  await page.locator('[role=status]', { hasText: `version ${before.version + 1}` }).waitFor()
  const event = page.locator('#history .event').first()
  await page.locator('#history', { hasText: 'Being active counts most' }).waitFor()
  assert.match(await event.innerText(), /In force/)
  assert.equal(await weight(page, 'reach').inputValue(), '90')

  await page.locator('#history a[href$="from=0"]').click()
  await page.waitForFunction(() => document.querySelector('[name="groups.reach.weight"]')?.value === '35')
  await preview(page)
  await page.fill('#field-note', 'Back to the beginning')
  await page.locator('#outcome form [type=submit]').click()
  await page.locator('#history', { hasText: 'Back to the beginning' }).waitFor()
  assert.equal(new URL(page.url()).searchParams.get('from'), null)
  const after = await inForce(page)
  assert.deepEqual(after.sections, before.sections, 'as it was')
})

for (const [size, locale] of [['phone', 'zh'], ['desk', 'en']]) {
  journey(`settings that cannot be are refused at their field and change nothing (${locale})`, size, { locale }, async ({ page }) => {
    await signIn(page, 'ops')
    await open(page, CARD)
    const { version } = await inForce(page)
    page.allow(/status of 4\d\d/)
    const refused = async (where, changes) => {
      for (const [name, value, choose] of changes) {
        const control = page.locator(`[name="${name}"]`)
        await (choose ? control.selectOption(value) : control.fill(value))
      }
      await page.locator('.setting form .form-foot [type=submit]').click()
      await page.locator(`${where}:not([hidden])`).first().waitFor()
      assert.ok((await page.locator(where).first().innerText()).trim().length > 5)
      assert.equal(await page.locator('#outcome').count(), 0)
      await page.locator('.setting form [type=reset]').click()
    }
    const part = (name) => `[id="part-${name}"] > .field-error`
    await refused(part('groups'), ['reach', 'frequency', 'depth', 'breadth'].map((group) => [`groups.${group}.weight`, '0']))
    await refused(part('bands'), [['bands.watch_from_bp', '95']])
    await refused('[id="field-groups.reach.weight-error"]', [['groups.reach.weight', 'heavy']])
    await refused('[id="field-groups.reach.active_seats.curve-error"]', [['groups.reach.active_seats.curve', '80=100, 50=60']])
    await refused('[id="field-remove-error"]', [['remove', 'yes', true]])
    assert.equal(await weight(page, 'reach').inputValue(), '35', 'what was typed can be discarded')
    assert.equal((await inForce(page)).version, version, 'nothing was saved')
    await axe(page)
    await fits(page)
  })
}

journey('who only reads sees the settings and changes nothing; a customer does not learn that there are any', ['phone', 'desk'], async ({ page, another }) => {
  await signIn(page, 'csm')
  await open(page, CARD)
  assert.equal(await weight(page, 'reach').isDisabled(), true)
  assert.equal(await page.locator('.setting form [type=submit]').count(), 0)
  const sheet = await inForce(page)
  assert.equal(sheet.may_change, false)
  const change = { card: 'warmth', version: sheet.version, from: null, typed: { 'groups.reach.weight': '1' } }
  assert.equal((await call(page, 'setting/save', { change, note: 'no' }, { json: true })).status, 403)
  assert.equal((await call(page, 'setting/preview', { change }, { json: true })).status, 403)
  await axe(page)
  await fits(page)

  const sponsor = await another()
  await signIn(sponsor, 'sponsor')
  sponsor.allow(/status of 404/)
  assert.equal((await sponsor.goto('/setting/score')).status(), 404)
  assert.equal((await call(sponsor, 'setting/open', { card: '', from: null }, { json: true })).status, 404)
  assert.equal((await call(sponsor, 'setting/save', { change, note: 'no' }, { json: true })).status, 404)
})
