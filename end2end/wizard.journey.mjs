// Bringing a file in by hand: mapped, tried, run; and a bad one refused so that one can mend it.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { rows } from './desk.mjs'

const file = (name, lines) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`) })
const mark = () => `${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`
const named = (word) => `f=${encodeURIComponent(`external_id:has:${word}`)}`
/** The buttons at the foot: the dry run always, the import itself once there is something to import. */
const dryRun = (page) => page.locator('.form-foot button', { hasText: /^(试运行|Dry run)$/ }).click()
const importNow = (page) => page.locator('.form-foot button', { hasText: /^(正式导入|Import now)$/ }).click()
const cameOf = async (page, words) => {
  await page.locator('section[aria-live=polite] h2', { hasText: words }).waitFor({ timeout: 30_000 })
  await page.waitForFunction(() => document.activeElement?.tagName === 'H2')
}
const figures = (page) => page.locator('section[aria-live=polite] .figure-value').allInnerTexts()

async function upload(page, what) {
  await open(page, '/import?table=account')
  await page.setInputFiles('input[type=file]', what)
  await page.waitForURL((url) => url.searchParams.has('upload'))
  await page.locator('table.mapping').waitFor()
  await page.waitForFunction((name) => document.activeElement?.textContent.includes(name), what.name)
}
async function mapTo(page, column, field) {
  await page.locator('table.mapping tbody tr', { hasText: column }).locator('select[aria-label]').first().selectOption(field)
}

journey('a good file is mapped, tried and run, and its rows stand in the register', ['phone', 'desk'], async ({ page }) => {
  await signIn(page, 'ops')
  const word = mark()
  const good = file('customers.csv', ['Who they are,Number,Kind of business,Step', `华东精密 ${word},A-${word},制造,服务`, `"Nordlicht, ${word}",B-${word},Energy,Service`, `三号 ${word},C-${word},零售,续约`])
  await upload(page, good)
  await mapTo(page, 'Who they are', 'name')
  await mapTo(page, 'Number', 'external_id')
  await mapTo(page, 'Kind of business', 'industry')
  await mapTo(page, 'Step', 'stage')
  await fits(page)
  await axe(page)
  await dryRun(page)
  await cameOf(page, /试运行完成/)
  assert.deepEqual((await figures(page)).slice(0, 4), ['3', '0', '0', '0'])
  assert.equal((await rows(page, 'account', named(word))).length, 0, 'a dry run changes nothing')
  await importNow(page)
  await cameOf(page, /导入完成/)
  const stored = await rows(page, 'account', named(word))
  assert.equal(stored.length, 3)
  await axe(page)
  await open(page, `/register/account?${named(word)}&sort=name`)
  assert.equal(await page.locator('.register tbody tr').count(), 3)
  await page.getByText(`Nordlicht, ${word}`).first().waitFor()

  await upload(page, good)
  await mapTo(page, 'Who they are', 'name')
  await mapTo(page, 'Number', 'external_id')
  await mapTo(page, 'Kind of business', 'industry')
  await mapTo(page, 'Step', 'stage')
  await dryRun(page)
  await cameOf(page, /试运行完成/)
  const again = (await figures(page)).slice(0, 4)
  assert.deepEqual(again, ['0', '0', '3', '0'], 'the same file again changes nothing')
})

for (const locale of ['zh', 'en']) {
  journey(`a bad file is refused with a report that helps, and changes nothing (${locale})`, ['phone', 'desk'], { locale }, async ({ page }) => {
    await signIn(page, 'ops')
    const word = mark()
    await upload(page, file('bad.csv', ['name,external_id,stage,seats,renewal_on',
      `好的 ${word},A-${word},service,12,2026-12-01`,
      `,B-${word},service,12,2026-12-01`,
      `坏的 ${word},C-${word},somewhere,twelve,2026-13-45`]))
    for (const field of ['name', 'external_id', 'stage', 'seats', 'renewal_on']) await mapTo(page, new RegExp(`^${field}`), field)
    await dryRun(page)
    await cameOf(page, locale === 'zh' ? /3 行中有 2 行有错误/ : /2 of 3 rows are bad/)
    assert.equal(await page.locator('.form-foot button', { hasText: /^(正式导入|Import now)$/ }).count(), 0, 'what is bad cannot be run')
    const report = await page.locator('section[aria-live=polite] table tbody tr').evaluateAll((all) => all.map((tr) => [...tr.cells].map((cell) => cell.innerText.trim())))
    assert.ok(report.length >= 4, JSON.stringify(report))
    for (const [row, column, , problem, todo] of report) {
      assert.match(row, /^[0-9]+$/)
      assert.ok(column !== '' && problem.length > 3 && todo.length > 3, JSON.stringify(report))
    }
    const of = (column) => report.find((line) => line[1] === column)
    assert.deepEqual(of('seats')?.slice(0, 3), ['4', 'seats', 'twelve'])
    assert.deepEqual(of('stage')?.slice(0, 3), ['4', 'stage', 'somewhere'])
    assert.deepEqual(of('renewal_on')?.slice(0, 3), ['4', 'renewal_on', '2026-13-45'])
    assert.equal(of('name')?.[0], '3')
    await axe(page)
    const list = await page.request.get(await page.locator('a[href^="/transfer/errors/"]').getAttribute('href'))
    assert.equal(list.status(), 200)
    const text = await list.text()
    for (const part of ['twelve', 'somewhere', '2026-13-45']) assert.ok(text.includes(part), `${part} is in the list of errors`)
    assert.equal((await rows(page, 'account', named(word))).length, 0)
  })
}

journey('what is no table is refused in words', ['phone', 'desk'], async ({ page }) => {
  await signIn(page, 'ops')
  page.allow(/status of 4\d\d/)
  for (const what of [file('empty.csv', []), { name: 'picture.csv', mimeType: 'text/csv', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0xfe, 0]) }, { name: 'broken.xlsx', mimeType: '', buffer: Buffer.from('PK\u0003\u0004 not a workbook') }]) {
    await open(page, '/import?table=account')
    await page.setInputFiles('input[type=file]', what)
    const words = page.locator('.state-title, [role=alert].notice').first()
    await words.waitFor()
    assert.match(await words.innerText(), /[\u4e00-\u9fff]{6,}/, `${what.name} is refused in words`)
  }
})
