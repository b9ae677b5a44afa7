import { isComposing } from '../page/keys.js';
import { element, icon, plain } from './dom.js';

let open = null;
let lists = 0;

/** Which of these Enter takes: what is called so, then what begins so, then what has the words in its name rather than its note. */
export function best(labels, words) {
  const ranks = labels.map(label => [label === words, label.startsWith(words), label.includes(words), true].indexOf(true));
  return Math.max(0, ranks.indexOf(Math.min(...ranks)));
}

/**
 * A list to search and choose from, at a place of the page; keys lead through it and an input method never chooses.
 *
 * @param place {x, y} in the window, or a node to open below
 * @param groups [{label, items: [{label, note, icon, family, keywords, action}]}]
 * @param free what to offer for words that no entry has; answers an entry
 * @param footer entries below the list, such as a link to make a new one
 */
export function openMenu({ place, title, placeholder, empty, groups, free, footer = [], onClose }) {
  open?.close();
  const before = document.activeElement;
  const id = `studio-menu-${++lists}`;
  const search = element('input', { type: 'text', className: 'form-control studio-menu-search', placeholder, autocomplete: 'off' });
  attributes(search, { role: 'combobox', 'aria-label': title, 'aria-expanded': 'true', 'aria-controls': id, 'aria-autocomplete': 'list' });
  const list = element('div', { id, className: 'studio-menu-list' });
  attributes(list, { role: 'listbox', 'aria-label': title });
  const heading = element('div', { className: 'studio-menu-title', textContent: title });
  const foot = element('div', { className: 'studio-menu-footer' }, footer.map(item => footerLine(item)));
  const node = element('div', { className: 'studio-menu' }, [heading, search, list, ...(footer.length ? [foot] : [])]);
  let shown = [];
  let chosen = 0;

  const menu = {
    node,
    close(back = true) {
      if (open !== menu) {
        return;
      }
      open = null;
      node.remove();
      document.removeEventListener('pointerdown', outside, true);
      onClose?.();
      if (back) {
        before?.focus?.();
      }
    }
  };
  const outside = event => {
    if (!node.contains(event.target)) {
      menu.close(false);
    }
  };

  const fill = () => {
    const words = plain(search.value);
    const parts = [];
    shown = [];
    for (const group of groups) {
      const items = group.items.filter(item => matches(item, words));
      if (items.length) {
        const label = element('div', { className: 'studio-menu-group', textContent: group.label ?? '' });
        label.hidden = !group.label;
        parts.push(label, ...items.map(item => line(item)));
      }
    }
    if (free && search.value.trim()) {
      parts.push(line(free(search.value.trim())));
    }
    list.replaceChildren(...(parts.length ? parts : [element('div', { className: 'studio-menu-empty text-secondary', textContent: empty })]));
    choose(best(shown.map(({ item }) => plain(item.label)), words));
  };

  function line(item) {
    const index = shown.length;
    const node = element('div', { className: 'studio-menu-item', id: `${id}-${index}` }, [
      item.icon ? element('span', { className: `studio-menu-icon step-${item.family ?? 'plain'}` }, [icon(item.icon)]) : '',
      element('span', { className: 'studio-menu-words' }, [
        element('span', { className: 'studio-menu-label', textContent: item.label }),
        item.note ? element('span', { className: 'studio-menu-note', textContent: item.note }) : ''
      ])
    ]);
    attributes(node, { role: 'option', 'data-item': item.id ?? item.label });
    node.addEventListener('pointermove', () => choose(index, false));
    node.addEventListener('click', () => take(index));
    shown.push({ item, node });
    return node;
  }

  function footerLine(item) {
    const link = element('a', { className: 'studio-menu-item', href: item.href, target: '_blank', rel: 'noopener' }, [
      icon(item.icon), element('span', { textContent: item.label })
    ]);
    link.addEventListener('click', () => menu.close());
    return link;
  }

  function choose(index, scroll = true) {
    shown[chosen]?.node.removeAttribute('aria-selected');
    chosen = Math.max(0, Math.min(index, shown.length - 1));
    const now = shown[chosen]?.node;
    now?.setAttribute('aria-selected', 'true');
    search.setAttribute('aria-activedescendant', now?.id ?? '');
    if (scroll) {
      now?.scrollIntoView({ block: 'nearest' });
    }
  }

  function take(index) {
    const item = shown[index]?.item;
    if (item) {
      menu.close();
      item.action();
    }
  }

  search.addEventListener('input', fill);
  search.addEventListener('keydown', event => {
    event.stopPropagation();
    // The Enter that ends a Japanese conversion chooses the word, not the step.
    if (isComposing(event)) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      choose(chosen + step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      menu.close();
    } else if (event.key === 'Tab' && !footer.length) {
      event.preventDefault();
      menu.close();
    }
  });
  node.addEventListener('keydown', event => event.key === 'Escape' && menu.close());

  open = menu;
  document.body.append(node);
  fill();
  put(node, place);
  document.addEventListener('pointerdown', outside, true);
  search.focus({ preventScroll: true });
  return menu;
}

export function closeMenu() {
  open?.close(false);
}

function matches(item, words) {
  return !words || plain(`${item.label} ${item.note ?? ''} ${item.keywords ?? ''}`).includes(words);
}

/** Below the place, or above it where there is no room; always wholly in the window. */
function put(node, place) {
  const box = place.getBoundingClientRect?.() ?? { left: place.x, right: place.x, top: place.y, bottom: place.y };
  const { width, height } = node.getBoundingClientRect();
  const left = Math.min(box.left, window.innerWidth - width - 8);
  const below = box.bottom + 4;
  const top = below + height <= window.innerHeight - 8 ? below : Math.max(8, Math.min(box.top - height - 4, window.innerHeight - height - 8));
  node.style.left = `${Math.max(8, left)}px`;
  node.style.top = `${Math.max(8, top)}px`;
}

function attributes(node, values) {
  Object.entries(values).forEach(([name, value]) => node.setAttribute(name, value));
}
