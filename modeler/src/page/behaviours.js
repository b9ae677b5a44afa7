import { confirmFirst } from './confirmation.js';
import { showChosenFile, watchFileDrops } from './files.js';
import { isComposing, opensSearch } from './keys.js';
import { watchRequiredFields } from './required.js';

/** What data-* attributes make of plain markup; one listener for the whole page, since the content policy allows no inline ones. */
export function startBehaviours(root) {
  // Questions come first, before htmx or anybody else hears of the click.
  root.addEventListener('click', event => confirmFirst(event, event.target.closest('[data-confirm]')), true);
  root.addEventListener('click', event => {
    removeClosest(event.target.closest('[data-remove-closest]'));
    copy(event.target.closest('[data-copy]'));
    openDialog(event.target.closest('[data-open-dialog]'));
    if (event.target.closest('[data-print]')) {
      window.print();
    }
    event.target.closest('[data-close-dialog]')?.closest('dialog')?.close();
  });
  root.addEventListener('submit', event => confirmFirst(event, event.target.closest('form[data-confirm]')), true);
  root.addEventListener('change', event => {
    autosubmit(event.target.closest('[data-autosubmit]'));
    tickAll(event.target.closest('[data-tick-all]'));
    showChosenFile(event.target);
  });
  window.addEventListener('keydown', event => beforeKey(event), true);
  watchFileDrops(root);
  watchRequiredFields(root);
}

/** The Enter that ends a Japanese conversion is no Enter for forms, menus and htmx. */
function beforeKey(event) {
  if (isComposing(event)) {
    event.stopPropagation();
    return;
  }
  moveThroughResults(event);
  if (opensSearch(event)) {
    const box = document.getElementById('search-box');
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
}

/** Arrow keys lead from the search box through what was found, Escape puts it away. */
function moveThroughResults(event) {
  const form = event.target.closest?.('.search-form');
  const results = form?.querySelector('#search-results');
  const stops = results ? [form.querySelector('#search-box'), ...results.querySelectorAll('a')] : [];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && stops.length > 1) {
    event.preventDefault();
    stops[(stops.indexOf(event.target) + step + stops.length) % stops.length].focus();
  }
  if (event.key === 'Escape' && results) {
    results.replaceChildren();
    stops[0].focus();
  }
}

/** Takes a row of a form away and says so, since a live count beside it follows changes. */
function removeClosest(button) {
  const row = button?.closest(button.dataset.removeClosest);
  if (row) {
    const around = row.parentElement;
    row.remove();
    around?.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

async function copy(button) {
  if (!button) {
    return;
  }
  const source = button.dataset.copy.startsWith('#') ? document.querySelector(button.dataset.copy) : null;
  await navigator.clipboard.writeText(source ? (source.value ?? source.textContent) : button.dataset.copy);
  const before = button.textContent;
  button.textContent = document.body.dataset.textCopied;
  setTimeout(() => (button.textContent = before), 1500);
}

function openDialog(button) {
  document.getElementById(button?.dataset.openDialog ?? '')?.showModal?.();
}

function autosubmit(field) {
  field?.form?.requestSubmit();
}

/** Ticks every box of the same list: data-tick-all holds a selector of them. */
function tickAll(box) {
  for (const other of box ? document.querySelectorAll(box.dataset.tickAll) : []) {
    other.checked = box.checked;
    other.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
