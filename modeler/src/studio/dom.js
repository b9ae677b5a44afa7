import { button, element } from '../segment-builder/elements.js';

export { button, element };

/** An icon of the sprite. */
export function icon(name, className = 'icon') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${document.body.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

/** The same as text, for those who only take HTML; both names are ours. */
export function iconHtml(sprite, name) {
  return `<svg class="icon" aria-hidden="true"><use href="${sprite}#${name}"></use></svg>`;
}

/** A button with an icon only, whose name is read out and shown on hover. */
export function iconButton(name, label, className, onClick) {
  const made = button('', className, onClick);
  made.append(icon(name));
  made.title = label;
  made.setAttribute('aria-label', label);
  return made;
}

/** A text as people compare it when they search: width, case and spaces don't matter. */
export function plain(text) {
  return String(text ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** Calls once things have been quiet for a while; .now() calls at once what is waiting. */
export function debounced(action, millis) {
  let timer = null;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      action();
    }, millis);
  };
  later.now = () => {
    if (timer !== null) {
      clearTimeout(timer);
      timer = null;
      action();
    }
  };
  later.cancel = () => {
    clearTimeout(timer);
    timer = null;
  };
  return later;
}
