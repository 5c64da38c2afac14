// Real data in place of the demonstration: the five files of RavenStack, and the numbers they must give.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as node from 'node:test'
import { closeBrowser, open, screen, shot, signIn } from './harness.mjs'
import { run } from './desk.mjs'
import { root, serve } from './server.mjs'

const files = path.join(root, 'end2end', 'data', 'ravenstack')
const IMPORT = ['import', '--profile', 'ravenstack', files]
const PERIOD = ['--from', '2024-09-30', '--to', '2024-12-31', '--json']
const ORACLE = { opening: 6035345, new: 1690305, expansion: 2589496, contraction: 155538, churn: 0, closing: 10159608, nrr: 1.403284, grr: 0.974229 }
const FIRST = 'first of two long phrases'
const OWN = 'second of two long phrases'
const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'yardstick-ravenstack-'))

let data, server
node.before(async () => {
  data = folder()
  const added = await run(['user', 'add', '--email', 'keeper@ravenstack.example', '--name', 'Keeper', '--role', 'administrator', '--password', '-'], { data, input: `${FIRST}\n` })
  assert.equal(added.code, 0, added.out)
  const imported = await run(IMPORT, { data })
  assert.equal(imported.code, 0, imported.out)
  assert.match(imported.out, /ravenstack: 33,?100 .*new 33,?100 .*bad 0/)
  server = await serve({ data, name: 'ravenstack' })
}, { timeout: 300_000 })
node.after(async () => {
  await closeBrowser()
  await server?.stop()
  if (data) fs.rmSync(data, { recursive: true, force: true })
})

async function isTheOracle(where) {
  const told = await run(['report', 'retention', ...PERIOD], { data: where })
  assert.equal(told.code, 0, told.out)
  const report = JSON.parse(told.out.slice(told.out.indexOf('{'), told.out.lastIndexOf('}') + 1))
  for (const [name, value] of Object.entries(ORACLE)) assert.equal(report[name], value, name)
}

node.test('the report of the command line gives the oracles', async () => isTheOracle(data))

node.test('importing the same files again changes nothing', { timeout: 300_000 }, async () => {
  const again = await run(IMPORT, { data })
  assert.equal(again.code, 0, again.out)
  assert.match(again.out, /ravenstack: 33,?100 .*new 0 .*changed 0 .*unchanged 33,?100 .*bad 0/)
  await isTheOracle(data)
})

node.test('an import killed in the middle leaves a whole database that can be imported again', { timeout: 600_000 }, async () => {
  const where = folder()
  try {
    for (const nth of [1, 2]) { // killed while the second, and while the largest file is being written
      const killed = await run(IMPORT, { data: where, until: (child, out) => {
        if ((out.match(/ravenstack_\w+\.csv:/g) ?? []).length >= nth) child.kill('SIGKILL')
      } })
      assert.equal(killed.signal, 'SIGKILL', killed.out)
      const checked = await run(['check'], { data: where })
      assert.equal(checked.code, 0, checked.out)
    }
    const again = await run(IMPORT, { data: where })
    assert.equal(again.code, 0, again.out)
    const checked = await run(['check'], { data: where })
    assert.equal(checked.code, 0, checked.out)
    await isTheOracle(where)
  } finally {
    fs.rmSync(where, { recursive: true, force: true })
  }
})

let known = false
/** The first sign-in asks for a password of one's own. */
async function enter(page) {
  await signIn(page, 'keeper@ravenstack.example', known ? OWN : FIRST)
  if (known) return
  await page.waitForURL((url) => url.pathname === '/password')
  await page.fill('input[name=old]', FIRST)
  await page.fill('input[name=password]:visible', OWN)
  await page.fill('input[name=again]', OWN)
  await Promise.all([page.waitForURL((url) => url.pathname !== '/password'), page.locator('form[action="/password"] button[type=submit]').first().click()])
  known = true
}

for (const size of ['phone', 'desk', 'wall', 'wall4k']) {
  node.test(`the oracles stand on the board · ${size}`, async (t) => {
    const page = await screen(size, { url: server.url })
    t.after(() => page.context().close())
    try {
      await enter(page)
      await open(page, '/?from=2024-09-30&to=2024-12-31')
      const board = (await page.locator('.board').innerText()).replace(/\s+/g, ' ')
      for (const [name, number] of [['NRR', /140\.3 ?%/], ['GRR', /97\.4 ?%/], ['CSAT', /66\.3\d? ?%/], ['ARR', /1\.22 ?亿/]]) assert.match(board, number, `${name} on ${board}`)
      assert.deepEqual(page.complaints, [])
    } catch (e) {
      await shot(page, `ravenstack ${size}`).catch(() => {})
      throw e
    }
  })
}
