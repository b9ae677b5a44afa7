/** Offers a text or picture as a file. */
export function download(name, content, type) {
  const link = document.createElement('a');
  link.download = name;
  link.href = typeof content === 'string' && content.startsWith('data:') ? content : URL.createObjectURL(new Blob([content], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const PAINT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'color', 'font-family', 'font-size', 'font-weight', 'font-style'];

/** The drawing as a picture that looks the same everywhere: colours and icons of the page are written into it. */
export async function pictureOf(modeler, sprite) {
  const { svg } = await modeler.saveSVG();
  const holder = document.createElement('div');
  holder.className = 'studio-picture';
  holder.innerHTML = svg.slice(svg.indexOf('<svg'));
  document.body.append(holder);
  try {
    const picture = holder.querySelector('svg');
    const icons = await iconsOf(sprite);
    for (const node of picture.querySelectorAll('*')) {
      const style = getComputedStyle(node);
      for (const name of PAINT) {
        const value = style.getPropertyValue(name);
        if (value && !(name === 'opacity' && value === '1')) {
          node.style.setProperty(name, value);
        }
      }
    }
    for (const use of picture.querySelectorAll('use')) {
      inline(use, icons);
    }
    const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const [x, y, width, height] = picture.getAttribute('viewBox').split(' ').map(Number);
    Object.entries({ x, y, width, height, fill: getComputedStyle(document.body).getPropertyValue('--minori-diagram-fill') || '#fff' })
      .forEach(([name, value]) => paper.setAttribute(name, value));
    picture.prepend(paper);
    return { svg: `<?xml version="1.0" encoding="utf-8"?>\n${new XMLSerializer().serializeToString(picture)}`, width, height };
  } finally {
    holder.remove();
  }
}

async function iconsOf(sprite) {
  const text = await (await fetch(sprite)).text();
  return new DOMParser().parseFromString(text, 'image/svg+xml');
}

function inline(use, icons) {
  const symbol = icons.getElementById((use.getAttribute('href') ?? '').split('#')[1] ?? '');
  if (!symbol) {
    use.remove();
    return;
  }
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const name of ['x', 'y', 'width', 'height']) {
    icon.setAttribute(name, use.getAttribute(name));
  }
  icon.setAttribute('viewBox', '0 0 24 24');
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  const colour = use.style.color;
  group.style.cssText = `fill:none;stroke:${colour};stroke-width:1.8px;stroke-linecap:round;stroke-linejoin:round`;
  group.append(...[...symbol.childNodes].map(child => document.importNode(child, true)));
  icon.append(group);
  use.replaceWith(icon);
}

/** The same as pixels, twice as fine as the screen. */
export async function pixelsOf({ svg, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

/** Takes files that are dropped on a node or chosen in a field. */
export function watchFiles(node, field, take) {
  node.addEventListener('dragover', event => {
    if ([...(event.dataTransfer?.types ?? [])].includes('Files')) {
      event.preventDefault();
      node.classList.add('studio-drop');
    }
  });
  for (const type of ['dragleave', 'drop']) {
    node.addEventListener(type, () => node.classList.remove('studio-drop'));
  }
  node.addEventListener('drop', event => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file) {
      event.preventDefault();
      take(file);
    }
  });
  field.addEventListener('change', () => {
    const [file] = field.files;
    field.value = '';
    if (file) {
      take(file);
    }
  });
}

/** The text of a drawing in the encoding that its first line names. */
export async function textOf(file) {
  const bytes = await file.arrayBuffer();
  const [, named] = /^[^>]*encoding=["']([\w-]{1,20})["']/.exec(new TextDecoder('latin1').decode(bytes.slice(0, 200))) ?? [];
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes).replace(/^(\s*<\?xml[^>]*?encoding=)["'][^"']*["']/, '$1"UTF-8"');
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
