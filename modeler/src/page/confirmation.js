const agreed = new WeakSet();

/**
 * Asks before something dangerous: data-confirm is the question, data-confirm-title and data-confirm-button its title
 * and the word on the button, data-confirm-word what must be typed when it can't be undone.
 */
export function confirmFirst(event, element) {
  if (!element || (element.tagName === 'FORM' && event.type !== 'submit')) {
    return;
  }
  if (agreed.delete(element)) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const submitter = event.submitter;
  ask(element.dataset, lookOf(submitter ?? element), () => {
    agreed.add(element);
    if (element.tagName === 'FORM') {
      element.requestSubmit(submitter ?? undefined);
    } else {
      element.click();
    }
  });
}

/** The same colour as what was pressed: red stays for what destroys. */
function lookOf(pressed) {
  return ['btn-primary', 'btn-success'].find(look => pressed.classList.contains(look)) ?? 'btn-danger';
}

/** What was agreed happens while the dialog still covers the page: the second click of a double click must hit nothing below it. */
function ask(words, look, agree) {
  const texts = document.body.dataset;
  const dialog = document.createElement('dialog');
  dialog.className = 'confirm-dialog';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  const form = document.createElement('form');
  form.method = 'dialog';
  form.append(line('h2', 'confirm-title', words.confirmTitle ?? texts.textConfirm), line('p', 'confirm-text', words.confirm));
  const typed = words.confirmWord ? wordField(words.confirmWord, texts.textType) : null;
  if (typed) {
    form.append(typed.label);
  }
  const cancel = button(texts.textCancel, 'btn', 'no');
  const go = button(words.confirmButton ?? texts.textContinue, `btn ${look}`, 'yes');
  go.disabled = typed !== null;
  typed?.input.addEventListener('input', () => (go.disabled = typed.input.value.trim() !== words.confirmWord));
  const row = document.createElement('div');
  row.className = 'btn-list justify-content-end';
  row.append(cancel, go);
  form.append(row);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  (typed?.input ?? cancel).focus();
  go.addEventListener('click', event => {
    event.preventDefault();
    go.disabled = true;
    agree();
    setTimeout(() => dialog.close(), 400);
  });
  dialog.addEventListener('close', () => dialog.remove());
}

function line(tag, id, text) {
  const element = document.createElement(tag);
  element.id = id;
  element.textContent = text ?? '';
  return element;
}

function wordField(word, text) {
  const label = document.createElement('label');
  label.className = 'form-label';
  label.textContent = `${text ?? ''} ${word}`;
  const input = document.createElement('input');
  input.className = 'form-control';
  input.autocomplete = 'off';
  label.append(input);
  return { label, input };
}

function button(text, classes, value) {
  const element = document.createElement('button');
  element.className = classes;
  element.value = value;
  element.textContent = text ?? '';
  if (value === 'no') {
    element.formNoValidate = true;
  }
  return element;
}
