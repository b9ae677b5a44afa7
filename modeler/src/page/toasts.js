/** Shows a short message in the corner that screen readers announce. */
export function toast(text, kind = 'danger') {
  const region = document.getElementById('toasts');
  if (!region || !text) {
    return;
  }
  const alert = document.createElement('div');
  alert.className = `alert alert-${kind} alert-dismissible toast-message`;
  alert.setAttribute('role', kind === 'danger' ? 'alert' : 'status');
  const words = document.createElement('div');
  words.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'btn-close';
  close.dataset.removeClosest = '.alert';
  close.setAttribute('aria-label', document.body.dataset.textClose ?? '');
  alert.append(words, close);
  region.append(alert);
  tidyToasts();
}

/** The same message is shown once, and no more than three of them. */
export function tidyToasts() {
  const messages = [...(document.getElementById('toasts')?.children ?? [])];
  messages.forEach((message, index) => {
    const isRepeated = messages.slice(index + 1).some(later => later.textContent === message.textContent);
    if (isRepeated || index < messages.length - 3) {
      message.remove();
    }
  });
}
