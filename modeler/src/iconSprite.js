/**
 * Makes one SVG file with a symbol per icon, so that a page writes <svg class="icon"><use href="…#home"/></svg>.
 *
 * @param names the icons, each once
 * @param read answers the SVG file of one icon
 */
export function sprite(names, read) {
  const symbols = names.map(name => {
    const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(read(name));
    if (!inside) {
      throw new Error(`The icon ${name} is not an SVG file.`);
    }
    const shapes = inside[1].replace(/\s*\n\s*/g, '').trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('\n')}</svg>\n`;
}
