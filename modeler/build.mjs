// Builds the browser part for Maven and for people: installs and bundles only what changed since the last time.
// Plain Node without packages, since it runs before there are any.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2] ?? join(HERE, 'dist'));
const INSTALLED = join(HERE, 'node_modules', '.minori-installed');
const BUILT = join(OUT, '.minori-built');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Minori needs Node.js 20.19 or newer to build its browser part; this is ${process.versions.node}.`);
}

const lock = hash([join(HERE, 'package-lock.json')]);
if (read(INSTALLED) !== lock) {
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], 'The packages of the browser part could not be installed.');
  writeFileSync(INSTALLED, lock);
}

const sources = hash(sourceFiles());
if (read(BUILT) !== sources || !existsSync(join(OUT, '.vite', 'manifest.json'))) {
  run(
    process.execPath,
    [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--outDir', OUT, '--emptyOutDir', '--logLevel', 'warn'],
    'The browser part could not be built.'
  );
  writeFileSync(BUILT, sources);
}

function sourceFiles() {
  const files = readdirSync(join(HERE, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  const settings = ['package.json', 'package-lock.json', 'vite.config.js', 'build.mjs'].map(name => join(HERE, name));
  return [...files, ...settings].sort();
}

function hash(files) {
  const sum = createHash('sha256');
  for (const file of files) {
    sum.update(relative(HERE, file).replaceAll('\\', '/')).update('\0').update(readFileSync(file)).update('\0');
  }
  return sum.digest('hex');
}

function read(mark) {
  return existsSync(mark) ? readFileSync(mark, 'utf8') : '';
}

function run(command, args, problem) {
  const shell = process.platform === 'win32' && command === 'npm';
  const result = spawnSync(command, args, { cwd: HERE, stdio: 'inherit', shell });
  if (result.error || result.status !== 0) {
    fail(`${problem} ${result.error?.message ?? `${command} ended with ${result.status}; see above.`}`);
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
