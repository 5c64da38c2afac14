// What journeys do beside the screens: ask and write as a signed-in page's program would, and run the binary.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { binary } from './server.mjs'

/** Calls a server function as the person who is signed in on this page. Gives {status, json, text}. */
export async function call(page, endpoint, body, { json = false } = {}) {
  const answer = await page.request.post(`/api/${endpoint}`, {
    ...(json ? { data: body } : { form: body }), headers: { accept: 'application/json' }, failOnStatusCode: false,
  })
  const text = await answer.text()
  let read = null
  try { read = JSON.parse(text) } catch { /* words are looked at by the caller */ }
  return { status: answer.status(), json: read, text }
}

/** Makes a record and gives its id. */
export async function make(page, table, draft) {
  const made = await call(page, 'record/create', { table, draft }, { json: true })
  assert.equal(made.status, 200, `${table} was not made: ${made.text}`)
  return made.json
}

/** The rows a register shows for a query. */
export async function rows(page, table, url = '') {
  const listed = await call(page, 'record/list', { table, url })
  assert.equal(listed.status, 200, `${table}: ${listed.text}`)
  return listed.json.rows
}

/** An account of a name that no other has. */
export async function makeAccount(page, word) {
  const name = `${word} ${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`
  const id = await make(page, 'account', { name, external_id: name, stage: 'service', is_long_cycle: '0', is_trial: '0', is_churned: '0' })
  return { id, name }
}

/** Runs the binary with words on its standard input; `until(child, out)` may end it early. Gives {code, signal, out}. */
export function run(args, { data, input = '', until } = {}) {
  return new Promise((resolve) => {
    const child = spawn(binary, args, { env: { ...process.env, YARDSTICK_DATA: data }, stdio: ['pipe', 'pipe', 'pipe'] })
    let out = ''
    const heard = (said) => { out += said; until?.(child, out) }
    child.stdout.on('data', heard)
    child.stderr.on('data', heard)
    child.stdin.end(input)
    child.on('close', (code, signal) => resolve({ code, signal, out }))
  })
}
