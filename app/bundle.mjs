// Builds what a browser gets: the site folder that the server embeds.
//
//   node app/bundle.mjs          target/site: small, split into one chunk a screen, compressed
//   node app/bundle.mjs --dev    target/site-dev: quick to build, not small
//
// target/site/                 public/ as it is, and
// target/site/pkg/<build id>/  yardstick.js, .wasm, .css, __wasm_split.js and the chunks. The id is a hash over all of
//                              them, so everything below it never changes, and the names in it need no hashes.
// target/site/build.json       {id, files: [{path, bytes, brotli}], lazy: {screen: [chunk, …]}}: what is there, and which
//                              chunks a lazy screen needs, so that its page can ask for them early.
//
// The build before stays beside the new one, so that a screen left open over an update still finds its chunks.
// The pipeline: cargo → wasm-split → wasm-bindgen → wasm-opt → brotli. Each step is skipped when its input did not change.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

const NAME = 'yardstick'
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const dev = process.argv.includes('--dev')
const target = process.env.CARGO_TARGET_DIR ? path.resolve(process.env.CARGO_TARGET_DIR) : path.join(root, 'target')
const site = path.join(target, dev ? 'site-dev' : 'site')
const cache = path.join(target, 'bundle')
const work = path.join(cache, `work-${process.pid}`)

const WASM_OPT_FLAGS = ['-Oz', '--enable-bulk-memory', '--enable-nontrapping-float-to-int', '--enable-reference-types',
  '--enable-sign-ext', '--enable-mutable-globals', '--enable-multivalue']
const COMPRESSED = new Set(['.wasm', '.js', '.mjs', '.css', '.html', '.json', '.webmanifest', '.svg', '.txt', '.xml', '.map'])

const tools = createRequire(path.join(root, 'end2end', 'package.json'))
const esbuild = need(() => tools('esbuild'), 'esbuild')
const wasmOpt = need(() => path.join(path.dirname(tools.resolve('binaryen/package.json')), 'bin', 'wasm-opt'), 'binaryen')
const wasmSplit = process.env.WASM_SPLIT ?? 'wasm-split-cli'
const wasmBindgen = process.env.WASM_BINDGEN ?? 'wasm-bindgen'

function need(load, name) {
  try { return load() } catch { fail(`${name} is not installed: run .ci/bootstrap (make does it by itself).`) }
}
function fail(words) {
  console.error(words)
  process.exit(1)
}
const sha = (...parts) => parts.reduce((h, part) => h.update(part).update('\0'), createHash('sha256')).digest('hex')
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options })
    child.on('error', (e) => reject(new Error(`${command} could not be started (${e.code}): run .ci/bootstrap`)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${path.basename(command)} failed (${code})`))))
  })
}

/** Every file below a folder, as paths relative to it, in a fixed order. */
function walk(folder) {
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** Runs `job` over `items`, as many at a time as there are cores. */
async function each(items, job) {
  const rest = [...items]
  await Promise.all(Array.from({ length: os.availableParallelism() }, async () => {
    while (rest.length > 0) await job(rest.shift())
  }))
}

/** The bytes that `make` gave for this key before, or gives now. Old entries are dropped at the end of a run. */
async function cached(kind, key, make) {
  const file = path.join(cache, kind, key)
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const bytes = await make()
    fs.writeFileSync(`${file}.${process.pid}`, bytes)
    fs.renameSync(`${file}.${process.pid}`, file)
  } else {
    fs.utimesSync(file, new Date(), new Date())
  }
  return fs.readFileSync(file)
}
function dropOld(kind, days = 3) {
  for (const name of walk(path.join(cache, kind))) {
    const file = path.join(cache, kind, name)
    if (Date.now() - fs.statSync(file).mtimeMs > days * 86_400_000) fs.rmSync(file)
  }
}

async function cargo() {
  const profile = dev ? ['--profile', 'dev'] : ['--profile', 'wasm-release']
  const env = { ...process.env, ...(dev && { CARGO_PROFILE_DEV_DEBUG: 'false' }) }
  await run('cargo', ['build', '-p', 'browser', '--lib', '--target', 'wasm32-unknown-unknown', ...profile], { env })
  return path.join(target, 'wasm32-unknown-unknown', dev ? 'debug' : 'wasm-release', 'browser.wasm')
}

/** A style sheet with all it imports. */
async function css(name) {
  const entry = path.join(root, 'style', name)
  if (!fs.existsSync(entry)) return ''
  const result = await esbuild.build({
    entryPoints: [entry], bundle: true, minify: !dev, write: false, logLevel: 'warning', charset: 'utf8',
    plugins: [{ // /fonts/… is a file of public/, served as it is
      name: 'public',
      setup: (build) => build.onResolve({ filter: /^\// }, ({ path: url, kind }) => (kind === 'url-token' ? { path: url, external: true } : null)),
    }],
  })
  return result.outputFiles[0].text
}

/** The browser module, cut and bound: leaves work/pkg with the .js, the main .wasm and the chunks. Gives the lazy map. */
async function bind(wasm) {
  const cut = path.join(work, 'cut')
  const pkg = path.join(work, 'pkg')
  fs.mkdirSync(cut, { recursive: true })
  await run(wasmSplit, [wasm, cut, '--target', 'web', '--out-name', NAME])
  const debug = dev ? ['--keep-debug'] : []
  await run(wasmBindgen, ['--target', 'web', '--keep-lld-exports', '--no-demangle', '--no-typescript', ...debug,
    '--out-name', NAME, '--out-dir', pkg, path.join(cut, `${NAME}.wasm`)])
  fs.renameSync(path.join(pkg, `${NAME}_bg.wasm`), path.join(pkg, `${NAME}.wasm`))
  for (const file of walk(cut)) {
    if (file !== `${NAME}.wasm`) fs.copyFileSync(path.join(cut, file), path.join(pkg, file))
  }
  return lazyMap(fs.readFileSync(path.join(pkg, '__wasm_split.js'), 'utf8'))
}

/** Which chunks each lazy screen loads, read from the loader that wasm-split wrote. */
function lazyMap(js) {
  const lazy = {}
  const loader = /export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\(([\s\S]*?), \[([^\]]*)\]\)\);/g
  for (const [, name, fetcher, shared] of js.matchAll(loader)) {
    const chunks = shared.split(',').map((s) => s.trim().replace(/^__/, '')).filter(Boolean)
    const own = fetcher.match(/"\.\/([^"]+)\.wasm"/)
    lazy[name] = own ? [...chunks, own[1]] : chunks
  }
  return lazy
}

async function optimise() {
  const pkg = path.join(work, 'pkg')
  await each(walk(pkg), async (name) => {
    const file = path.join(pkg, name)
    const bytes = fs.readFileSync(file)
    if (name.endsWith('.wasm')) {
      const key = sha(bytes, tools('binaryen/package.json').version, WASM_OPT_FLAGS.join(' '))
      fs.writeFileSync(file, await cached('opt', key, async () => {
        const out = path.join(work, `${key}.wasm`)
        await run(process.execPath, [wasmOpt, file, '-o', out, ...WASM_OPT_FLAGS])
        return fs.readFileSync(out)
      }))
    } else if (name.endsWith('.js')) {
      const { code } = await esbuild.transform(bytes, { minify: true, format: 'esm', charset: 'utf8' })
      fs.writeFileSync(file, code)
    }
  })
}

/** Writes a `.br` beside every file of the folder that gets smaller by it. Gives the list of files with their sizes. */
async function compress(folder) {
  const files = []
  await each(walk(folder).filter((name) => !name.endsWith('.br')), async (name) => {
    const bytes = fs.readFileSync(path.join(folder, name))
    let brotli = bytes.length
    if (!dev && COMPRESSED.has(path.extname(name)) && bytes.length > 200) {
      const small = await cached('br', sha(bytes), () => promisify(zlib.brotliCompress)(bytes, {
        params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      }))
      if (small.length < bytes.length) {
        fs.writeFileSync(path.join(folder, `${name}.br`), small)
        brotli = small.length
      }
    }
    files.push({ path: name, bytes: bytes.length, brotli })
  })
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Puts the new site in the old one's place. The package of the build before comes along. */
function publish(id, manifest) {
  const next = path.join(work, 'site')
  fs.mkdirSync(path.join(next, 'pkg'), { recursive: true })
  for (const name of walk(path.join(work, 'public'))) copy(path.join(work, 'public', name), path.join(next, name))
  fs.renameSync(path.join(work, 'pkg'), path.join(next, 'pkg', id))
  const before = readJson(path.join(site, 'build.json'))
  const keep = before?.id === id ? before.previous : before?.id
  if (keep && fs.existsSync(path.join(site, 'pkg', keep))) {
    manifest.previous = keep
    fs.cpSync(path.join(site, 'pkg', keep), path.join(next, 'pkg', keep), { recursive: true, preserveTimestamps: true })
  }
  fs.writeFileSync(path.join(next, 'build.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  const old = path.join(work, 'old')
  if (fs.existsSync(site)) fs.renameSync(site, old)
  fs.renameSync(next, site)
}
function copy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.copyFileSync(from, to)
}
function readJson(file) {
  try { return JSON.parse(fs.readFileSync(file, 'utf8')) } catch { return null }
}

function print(manifest) {
  const pkg = `pkg/${manifest.id}/`
  const own = manifest.files.filter((f) => f.path.startsWith(pkg)).map((f) => ({ ...f, path: f.path.slice(pkg.length) }))
  const main = [`${NAME}.wasm`, `${NAME}.js`, '__wasm_split.js', `${NAME}.css`]
  const row = (f) => console.log(`  ${kb(f.brotli).padStart(10)}  (${kb(f.bytes)})  ${f.path}`)
  console.log(`build ${manifest.id}: brotli (plain)`)
  main.flatMap((name) => own.filter((f) => f.path === name)).forEach(row)
  own.filter((f) => !main.includes(f.path)).sort((a, b) => b.brotli - a.brotli).forEach(row)
}

async function main() {
  const start = performance.now()
  const wasm = await cargo()
  const [style, more] = [await css('main.css'), await css('more.css')]
  const pub = path.join(root, 'public')
  const inputs = sha(fs.readFileSync(wasm), style, more, fs.readFileSync(fileURLToPath(import.meta.url)), fs.readFileSync(tools.resolve('./package-lock.json')),
    ...walk(pub).flatMap((name) => [name, fs.readFileSync(path.join(pub, name))]))
  const before = readJson(path.join(site, 'build.json'))
  if (before?.inputs === inputs && fs.existsSync(path.join(site, 'pkg', before.id))) {
    // Sources that changed to no effect: the server's build compares ages.
    const manifest = path.join(site, 'build.json')
    if (fs.statSync(wasm).mtimeMs > fs.statSync(manifest).mtimeMs) fs.utimesSync(manifest, new Date(), new Date())
    console.log(`build ${before.id}: unchanged (${seconds(start)})`)
    return
  }
  const lazy = await bind(wasm)
  fs.writeFileSync(path.join(work, 'pkg', `${NAME}.css`), style)
  fs.writeFileSync(path.join(work, 'pkg', 'more.css'), more)
  if (!dev) await optimise()
  for (const name of walk(pub)) copy(path.join(pub, name), path.join(work, 'public', name))
  const packed = await compress(path.join(work, 'pkg'))
  const id = sha(...packed.flatMap((f) => [f.path, fs.readFileSync(path.join(work, 'pkg', f.path))])).slice(0, 12)
  const files = [...await compress(path.join(work, 'public')), ...packed.map((f) => ({ ...f, path: `pkg/${id}/${f.path}` }))]
  const manifest = { id, name: NAME, dev, inputs, previous: null, lazy, files }
  publish(id, manifest)
  dropOld('opt')
  dropOld('br')
  print(manifest)
  console.log(`${path.relative(root, site)} is ready (${seconds(start)})`)
}

try {
  await main()
} catch (e) {
  process.exitCode = 1
  console.error(e.message)
} finally {
  fs.rmSync(work, { recursive: true, force: true })
}
