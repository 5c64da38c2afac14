// Standing at a record: what one presses is done to the record one sees, and nothing typed is lost without a question.

import assert from 'node:assert/strict'
import { journey, open, signIn } from './harness.mjs'
import { call, make, makeAccount, rows } from './desk.mjs'

const shelf = (page, words = /^(归档|Archive)$/) => page.locator('.page-tools button', { hasText: words })
const back = (page) => shelf(page, /^(恢复|Restore)$/)
const away = (page) => page.locator('.notice[data-kind=watch]', { hasText: /归档|Archived/ })
const of = (id) => encodeURIComponent(`account_id:eq:${id}`)
const title = (page, words) => page.locator('h1', { hasText: words }).waitFor()

/** Three tasks of an account of their own, and the register that shows only them. */
async function tasks(page) {
  const { id, name } = await makeAccount(page, 'Steps')
  const ids = []
  for (const word of ['eins', 'zwei', 'drei']) ids.push(await make(page, 'task', { account_id: id, title: `${name} ${word}`, state: 'open' }))
  return { id, name, ids, from: `/register/task?f=${of(id)}&sort=title` }
}
/** How the next question of the browser is answered; gives what was asked. */
function answer(page, yes) {
  const asked = []
  page.on('dialog', (dialog) => { asked.push(dialog.message()); return yes() ? dialog.accept() : dialog.dismiss() })
  return asked
}

journey('after a step to the neighbour, its buttons are about the neighbour', ['phone', 'desk'], async ({ page }) => {
  await signIn(page)
  const { id, name, ids, from } = await tasks(page)
  await open(page, `/register/task/${ids[2]}?from=${encodeURIComponent(from)}`)
  await page.locator('a[rel=next]').click()
  await title(page, `${name} eins`)
  await page.waitForFunction((to) => location.pathname.endsWith(to), ids[0])
  await shelf(page).click()
  await away(page).waitFor()
  await page.waitForFunction((to) => location.pathname.endsWith(to), ids[0])
  const left = (await rows(page, 'task', `f=${of(id)}`)).map((row) => row.id)
  assert.deepEqual(left.sort(), [ids[1], ids[2]].sort(), 'the one on the screen is put away')
  await back(page).click()
  await away(page).waitFor({ state: 'detached' })
  assert.equal((await rows(page, 'task', `f=${of(id)}`)).length, 3)
  await page.locator('.toast').first().waitFor()
  await shelf(page).click()
  await away(page).waitFor()
  await page.locator('.toast-action').click() // undo
  await away(page).waitFor({ state: 'detached' })
  await shelf(page).click()
  await away(page).waitFor()
  assert.equal((await rows(page, 'task', `f=${of(id)}`)).length, 2, 'after an undo it is put away again')
})

journey('a record another has just changed is put away as it is now', 'desk', async ({ page }) => {
  await signIn(page)
  const { id, ids } = await tasks(page)
  await open(page, `/register/task/${ids[0]}`)
  await call(page, 'record/update', { table: 'task', id: ids[0], version: 1, draft: { title: 'Renamed by another' } }, { json: true })
  await title(page, 'Renamed by another')
  await shelf(page).click()
  await away(page).waitFor()
  assert.equal((await rows(page, 'task', `f=${of(id)}`)).length, 2)
})

journey('leaving a form with the hand in a field asks once and breaks nothing', ['phone', 'desk'], async ({ page }) => {
  await signIn(page)
  const { ids } = await tasks(page)
  const asked = answer(page, () => true)
  await open(page, '/register/task/new')
  await page.fill('#field-title', 'never saved')
  await page.locator('#field-title').focus()
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => url.pathname === '/register/task')
  await page.locator('.register').waitFor()
  assert.equal(asked.length, 1)
  await open(page, `/register/task/${ids[0]}?edit=1`)
  await page.fill('#field-title', 'never saved either')
  await page.locator('#field-title').focus()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !location.search.includes('edit'))
  await page.locator('.facts').first().waitFor()
  assert.equal(asked.length, 2)
})

journey('the command palette and the way back ask before typed words are lost', 'desk', async ({ page }) => {
  await signIn(page)
  const { ids, name } = await tasks(page)
  let yes = false
  const asked = answer(page, () => yes)
  const palette = async (words) => {
    await page.keyboard.press('Control+k')
    await page.locator('.palette-input').waitFor()
    await page.fill('.palette-input', words)
    await page.keyboard.press('Enter')
  }
  await open(page, `/register/task/${ids[0]}`)
  await page.locator('a[data-key=e]').click()
  await page.locator('#field-title').waitFor()
  await page.fill('#field-title', 'Half a sentence')
  await palette('合同')
  await page.waitForFunction(() => !document.querySelector('dialog[open]'))
  assert.equal(asked.length, 1)
  assert.equal(await page.inputValue('#field-title'), 'Half a sentence')
  await page.evaluate(() => history.back())
  await page.waitForTimeout(400)
  assert.equal(asked.length, 2)
  assert.equal(await page.inputValue('#field-title'), 'Half a sentence', 'the way back keeps what was typed')
  assert.ok(page.url().includes('edit=1'), page.url())
  yes = true
  await page.evaluate(() => history.back())
  await page.locator('.facts').first().waitFor()
  assert.equal(asked.length, 3)
  await title(page, name)
  await page.locator('a[data-key=e]').click()
  await page.fill('#field-title', 'Another half')
  await page.locator('#field-title').focus()
  await palette('合同')
  await page.waitForURL((url) => url.pathname === '/register/contract')
  await page.locator('.register').waitFor()
  assert.equal(asked.length, 4)
})

journey('when the session has ended, a form keeps its words and leads to the sign-in beside it', 'desk', { locale: 'en' }, async ({ page }) => {
  await signIn(page)
  const { ids } = await tasks(page)
  page.allow(/status of 4\d\d/)
  await open(page, `/register/task/${ids[0]}?edit=1`)
  await page.fill('#field-title', 'Typed before the end')
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.locator('form.form button[type=submit]').click()
  const way = page.locator('form.form [role=alert] a[href="/sign-in"][target=_blank]')
  await way.waitFor()
  assert.equal(await page.inputValue('#field-title'), 'Typed before the end')
  await page.context().addCookies(cookies)
  await page.locator('form.form button[type=submit]').click()
  await title(page, 'Typed before the end')
})
