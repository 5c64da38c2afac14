// Runs the journeys against the real binary: `node end2end/run.mjs [words of a file name …]`.
// One server with a fresh demo company for all; a journey that changes much starts one of its own (server.mjs).

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { report, root, serve } from './server.mjs'

const only = process.argv.slice(2)
const files = fs.readdirSync(path.join(root, 'end2end'))
  .filter((name) => name.endsWith('.journey.mjs') && (only.length === 0 || only.some((word) => name.includes(word))))
  .sort()
  .map((name) => path.join(root, 'end2end', name))
fs.rmSync(report, { recursive: true, force: true })
fs.mkdirSync(report, { recursive: true })

if (files.length === 0) {
  console.error(`No journey matches ${only.join(' ') || '*.journey.mjs'}.`)
  console.log('journeys: 0 passed, 1 failed')
  process.exit(1)
}

let server
try {
  server = await serve()
} catch (e) {
  console.error(e.message)
  console.log('journeys: 0 passed, 1 failed')
  process.exit(1)
}
console.log(`${files.length} files of journeys against ${server.url} (ready after ${Math.round(server.readyMs)} ms)`)

const tap = path.join(report, 'journeys.tap')
const child = spawn(process.execPath, ['--test', '--test-concurrency=2',
  '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${tap}`,
  ...files], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, YARDSTICK_URL: server.url } })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
const code = await new Promise((resolve) => child.on('close', resolve))
await server.stop()

const text = fs.existsSync(tap) ? fs.readFileSync(tap, 'utf8') : ''
const number = (word) => Number(text.match(new RegExp(`^# ${word} (\\d+)$`, 'm'))?.[1] ?? 0)
const passed = number('pass')
const failed = Math.max(number('fail') + number('cancelled'), code === 0 ? 0 : 1)
if (failed > 0) console.log(`Pictures and consoles of what failed: ${path.relative(root, report)}`)
console.log(`journeys: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
