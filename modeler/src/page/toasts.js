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
}
