import { button, element, icon } from './dom.js';
import { input, select } from '../segment-builder/elements.js';
import { openMenu } from './Menu.js';
import { scenarios, schedule } from './specialControls.js';
import { variantsOf } from './subjects.js';

/**
 * The control that asks for one field of a step.
 *
 * @param context {catalogue, texts, settings, set(changes, again)}; again draws the form anew, since other fields follow
 */
export function controlOf(field, context) {
  const { catalogue, settings } = context;
  const list = catalogue.listOf(field, settings);
  if (field.type === 'boolean') {
    return toggle(field, context);
  }
  if (field.type === 'weights') {
    return shares(field, context);
  }
  if (field.type === 'scenarios') {
    return scenarios(field, context);
  }
  if (field.type === 'cron') {
    return schedule(field, context);
  }
  if (field.choices.length) {
    return menu(field, field.choices, context);
  }
  const like = /^@(.+)$/.exec(field.list);
  if (like) {
    return likeField(field, settings[like[1]], context);
  }
  return list ? picker(field, list, context) : typed(field, context);
}

/** Whether other fields of the step depend on this one, so that the form changes with it. */
export function isFollowed(field, step) {
  return step.fields.some(other => other.guide.follows === field.name || other.list === `@${field.name}`);
}

function toggle(field, { settings, set }) {
  const box = element('input', { type: 'checkbox', className: 'form-check-input', checked: settings[field.name] === 'true' });
  box.addEventListener('change', () => set({ [field.name]: box.checked ? 'true' : '' }));
  box.dataset.key = field.name;
  return element('label', { className: 'form-check form-switch mb-0' }, [
    box, element('span', { className: 'form-check-label', textContent: field.label })
  ]);
}

function menu(field, choices, { settings, set, texts }) {
  const usual = field.required ? '' : field.otherwise;
  const made = select(choices, settings[field.name] || usual, field.label, () => set({ [field.name]: made.value }, true), texts.choose);
  made.className = 'form-select';
  made.dataset.key = field.name;
  return made;
}

function likeField(field, key, context) {
  const type = context.catalogue.list('field')?.items.find(item => item.value === key)?.type;
  if (type === 'BOOLEAN') {
    const { texts } = context;
    return menu(field, [{ value: 'true', label: texts.yes }, { value: 'false', label: texts.no }], context);
  }
  const kind = { NUMBER: 'number', DATE: 'date', MOMENT: 'date' }[type] ?? 'text';
  return typed(field, context, kind);
}

function typed(field, { settings, set }, type = { number: 'number', date: 'date', time: 'time' }[field.type] ?? 'text') {
  const long = field.name === 'message';
  const made = long
    ? element('textarea', { className: 'form-control', rows: 3, value: settings[field.name] ?? '' })
    : input(type, settings[field.name] ?? '', field.label, () => {}, { placeholder: field.required ? '' : field.otherwise });
  made.className = 'form-control';
  made.setAttribute('aria-label', field.label);
  made.dataset.key = field.name;
  if (field.type === 'number') {
    Object.assign(made, { min: field.least, max: field.most, step: 1 });
  } else if (!long) {
    made.maxLength = Math.min(field.most || 500, 500);
  }
  keepWhileTyping(made, () => set({ [field.name]: made.value.trim() }));
  return made;
}

/** Takes over what is typed when it pauses, but never in the middle of a Japanese conversion. */
export function keepWhileTyping(node, keep) {
  let timer = null;
  let composing = false;
  let kept = node.value;
  const now = () => {
    clearTimeout(timer);
    if (node.value !== kept) {
      kept = node.value;
      keep();
    }
  };
  node.addEventListener('compositionstart', () => (composing = true));
  node.addEventListener('compositionend', () => {
    composing = false;
    timer = setTimeout(now, 400);
  });
  node.addEventListener('input', () => {
    clearTimeout(timer);
    if (!composing) {
      timer = setTimeout(now, 400);
    }
  });
  node.addEventListener('change', now);
  node.addEventListener('blur', now);
}

/** A button that shows what is chosen and opens the list to search; beside it the page of the chosen one. */
function picker(field, list, { catalogue, settings, set, texts }) {
  const value = settings[field.name] || '';
  const shown = value || field.otherwise;
  const known = list.items.find(item => item.value === shown);
  const items = field.guide.fieldType ? list.items.filter(item => item.type === field.guide.fieldType) : list.items;
  const made = button('', 'btn studio-picker', () => {
    const take = chosen => () => set({ [field.name]: chosen }, true);
    openMenu({
      place: made,
      title: field.label,
      placeholder: texts.search,
      empty: texts.nothingFound,
      groups: [
        ...(value && !field.required ? [{ items: [{ label: texts.noChoice, action: take('') }] }] : []),
        { items: items.map(item => ({ id: item.value, label: item.label, keywords: item.value, action: take(item.value) })) }
      ],
      free: list.open ? words => ({ label: texts.useTyped(words), action: take(words) }) : undefined,
      footer: list.newPage ? [{ icon: 'plus', label: texts.makeNew(field.label), href: list.newPage }] : []
    });
  });
  made.append(
    element('span', { className: shown ? '' : 'text-secondary', textContent: known?.label ?? (shown || texts.choose) }),
    icon('chevron-down')
  );
  made.dataset.key = field.name;
  made.setAttribute('aria-label', `${field.label}: ${known?.label ?? (shown || texts.choose)}`);
  made.setAttribute('aria-haspopup', 'listbox');
  if (!list.page || !value || !known) {
    return made;
  }
  const open = element('a', {
    className: 'btn btn-icon', href: list.page.replace('{value}', encodeURIComponent(value)), target: '_blank', rel: 'noopener', title: texts.openChosen
  }, [icon('external-link')]);
  open.setAttribute('aria-label', texts.openChosen);
  return element('div', { className: 'd-flex gap-1' }, [made, open]);
}

/** Named parts with their shares, one line each. */
function shares(field, { settings, set, texts }) {
  const parts = variantsOf(settings[field.name]);
  const node = element('div', { className: 'vstack gap-1' });
  const write = again => set({ [field.name]: parts.map(part => `${part.name}:${part.share}`).join(',') }, again);
  parts.forEach((part, index) => {
    const name = input('text', part.name, texts.shareName, () => {}, { maxLength: 32 });
    const share = input('number', part.share, texts.share, () => {}, { min: 0, max: 999999, step: 1 });
    name.className = share.className = 'form-control form-control-sm';
    name.dataset.key = `${field.name}-name-${index}`;
    share.dataset.key = `${field.name}-share-${index}`;
    keepWhileTyping(name, () => {
      part.name = name.value.replace(/[^\p{L}\p{N}_-]/gu, '') || part.name;
      write();
    });
    keepWhileTyping(share, () => {
      part.share = Math.max(0, Math.trunc(Number(share.value)) || 0);
      write();
    });
    const remove = button('', 'btn-close', () => {
      parts.splice(index, 1);
      write(true);
    });
    remove.setAttribute('aria-label', texts.removeShare);
    node.append(element('div', { className: 'd-flex gap-1 align-items-center' }, [name, share, remove]));
  });
  const add = button(texts.addShare, 'btn btn-sm align-self-start', () => {
    const names = 'ABCDEFGHIJ';
    const free = [...names].find(letter => parts.every(part => part.name !== letter)) ?? 'Z';
    parts.push({ name: free, share: 50 });
    if (parts.length === 1) {
      parts.push({ name: 'B', share: 50 });
    }
    write(true);
  });
  add.hidden = parts.length >= 10;
  add.dataset.key = field.name;
  node.append(add);
  return node;
}
