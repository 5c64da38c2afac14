// `make dev`: builds for development, serves, and builds again when a file changes. It looks for changes itself, twice a
// second, because file events do not cross every kind of mount.

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const FRONT = ['src', 'app', 'style', 'public']
const BACK = ['src', 'app', 'server']
let server = null

function newest(folders) {
  let time = 0
  for (const folder of folders) {
    const full = path.join(root, folder)
    if (!fs.existsSync(full)) continue
    for (const entry of fs.readdirSync(full, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const stat = fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })
      if (stat) time = Math.max(time, stat.mtimeMs)
    }
  }
  return time
}
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (e) => { console.error(e.message); resolve(false) })
    child.on('close', (code) => resolve(code === 0))
  })
}
async function stop() {
  if (!server) return
  const gone = new Promise((resolve) => server.once('close', resolve))
  server.kill('SIGTERM')
  await gone
  server = null
}
async function restart() {
  await stop()
  const env = { ...process.env, YARDSTICK_SITE: path.join(root, 'target', 'site-dev') }
  const child = spawn(path.join(root, 'target', 'debug', 'yardstick'), ['serve'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env })
  child.on('close', () => { if (server === child) server = null })
  server = child
}

process.on('SIGINT', async () => { await stop(); process.exit(0) })
process.on('SIGTERM', async () => { await stop(); process.exit(0) })

let front = 0
let back = 0
for (;;) {
  const [nowFront, nowBack] = [newest(FRONT), newest(BACK)]
  if (nowFront !== front || nowBack !== back) {
    const site = nowFront === front || await run('node', ['app/bundle.mjs', '--dev'])
    const built = nowBack === back || await run('cargo', ['build', '-p', 'server', '--bin', 'yardstick'])
    ;[front, back] = [nowFront, nowBack]
    if (site && built) await restart()
    else console.error('· not built; waiting for the next change')
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
}
