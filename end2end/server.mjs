// Starts the real release binary for journeys: on a free loopback port, with data of its own in a fresh folder.

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
export const report = path.join(root, 'end2end', 'report')
const target = process.env.CARGO_TARGET_DIR ? path.resolve(process.env.CARGO_TARGET_DIR) : path.join(root, 'target')
export const binary = process.env.YARDSTICK_BIN ?? path.join(target, 'release', 'yardstick')

/**
 * Gives {url, data, log(), kill(signal), stop()}. `data` keeps a folder that the caller brings (and does not remove it);
 * `env` adds to the environment; `name` names the log in end2end/report; `port` asks for one that was used before.
 */
export async function serve({ data, env = {}, name = 'server', port } = {}) {
  if (!fs.existsSync(binary)) throw new Error(`${binary} is missing: run make build first`)
  const own = data ?? fs.mkdtempSync(path.join(os.tmpdir(), 'yardstick-'))
  const url = `http://127.0.0.1:${port ?? await freePort()}`
  fs.mkdirSync(report, { recursive: true })
  const log = path.join(report, `${name}.log`)
  const out = fs.openSync(log, 'w')
  const child = spawn(binary, ['serve'], {
    cwd: own,
    stdio: ['ignore', out, out],
    env: { ...process.env, YARDSTICK_DATA: own, YARDSTICK_ADDR: url.slice('http://'.length), ...env },
  })
  let ended = null
  const gone = new Promise((resolve) => child.once('close', (code, signal) => resolve(ended = code ?? signal)))
  const reap = () => child.kill('SIGKILL') // a server never outlives its test, however that ends
  process.once('exit', reap)
  const kill = async (signal = 'SIGTERM') => {
    if (ended === null) child.kill(signal)
    const late = setTimeout(reap, 10_000)
    await gone
    clearTimeout(late)
    process.removeListener('exit', reap)
  }
  const stop = async () => {
    await kill()
    if (!data) fs.rmSync(own, { recursive: true, force: true })
  }
  const started = performance.now()
  while (!(await answers(`${url}/readyz`))) {
    if (ended !== null || performance.now() - started > 120_000) {
      await stop()
      throw new Error(`the server did not start (${ended ?? 'no answer in 120 s'}):\n${fs.readFileSync(log, 'utf8').slice(-3000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { url, data: own, kill, stop, log: () => fs.readFileSync(log, 'utf8'), readyMs: performance.now() - started }
}

/** Runs one subcommand of the binary on a data folder. Gives {code, out}. */
export function yardstick(args, { data, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(binary, args, { env: { ...process.env, ...(data && { YARDSTICK_DATA: data }), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    child.stdout.on('data', (d) => { out += d })
    child.stderr.on('data', (d) => { out += d })
    child.on('close', (code) => resolve({ code, out }))
  })
}

async function answers(url) {
  try { return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok } catch { return false }
}
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
