import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { ICONS } from './src/icons.js';
import { sprite } from './src/iconSprite.js';

const brandSign = readFileSync(fileURLToPath(new URL('src/brand/minori.svg', import.meta.url)));

/** Builds the one file that every icon of every page comes from, out of the icons that src/icons.js names. */
const iconSprite = {
  name: 'minori-icons',
  generateBundle() {
    const outline = name =>
      readFileSync(fileURLToPath(new URL(`node_modules/@tabler/icons/icons/outline/${name}.svg`, import.meta.url)), 'utf8');
    this.emitFile({ type: 'asset', name: 'minori.svg', originalFileName: 'src/brand/minori.svg', source: brandSign });
    this.emitFile({ type: 'asset', name: 'icons.svg', originalFileName: 'src/icons.svg', source: sprite(ICONS, outline) });
  }
};

export default defineConfig({
  base: '/app/',
  publicDir: false,
  plugins: [iconSprite],
  build: {
    // The content policy allows no data: fonts, and Java looks the hashed names up in the manifest.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { app: 'src/app.js', studio: 'src/studio/index.js', theme: 'src/theme.js' },
      // htmx holds an eval that its settings switch off (see src/page/requests.js).
      onwarn(warning, warn) {
        if (warning.code !== 'EVAL') warn(warning);
      }
    }
  }
});
