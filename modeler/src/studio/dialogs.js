import { button, element } from './dom.js';

/** Asks to choose one of several ways; answers the chosen one's value, or undefined for none. */
export function choose({ title, text, choices, closable = true }) {
  return new Promise(resolve => {
    const dialog = element('dialog', { className: 'confirm-dialog' });
    dialog.setAttribute('aria-labelledby', 'studio-dialog-title');
    const buttons = choices.map(choice => {
      const made = button(choice.label, `btn w-100 ${choice.className ?? ''}`, () => {
        dialog.returnValue = choice.value;
        dialog.close(choice.value);
      });
      return element('div', {}, [made, choice.note ? element('div', { className: 'form-hint mt-1', textContent: choice.note }) : '']);
    });
    dialog.append(
      element('h2', { id: 'studio-dialog-title', textContent: title }),
      element('p', { textContent: text }),
      element('div', { className: 'vstack gap-2' }, buttons)
    );
    dialog.addEventListener('cancel', event => !closable && event.preventDefault());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue || undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** The keys of the editor as a table. */
export function showKeys(texts) {
  if (document.querySelector('dialog[open]')) {
    return;
  }
  const dialog = element('dialog', { className: 'confirm-dialog' });
  const rows = texts.keys.map(([keys, what]) => element('tr', {}, [
    element('td', {}, keys.split(' ').map(key => (key === '/' || key === '+' ? ` ${key} ` : element('kbd', { textContent: key })))),
    element('td', { textContent: what })
  ]));
  const close = button(texts.close, 'btn', () => dialog.close());
  dialog.append(
    element('h2', { textContent: texts.keysTitle }),
    element('table', { className: 'table table-sm' }, [element('tbody', {}, rows)]),
    element('div', { className: 'text-end' }, [close])
  );
  dialog.setAttribute('aria-label', texts.keysTitle);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
