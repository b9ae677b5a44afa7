const QUIET_MILLIS = 700;

/**
 * Shows a form's outcome in frames while it is being filled in: data-live-preview on the form holds a selector of the
 * submit buttons (with formaction and formtarget) that are pressed when typing pauses and once when the page is shown.
 */
export function startLivePreview(root) {
  const waiting = new WeakMap();
  const press = form => {
    for (const button of form.querySelectorAll(form.dataset.livePreview)) {
      form.requestSubmit(button);
    }
  };
  const pressSoon = event => {
    const form = event.target.closest?.('form[data-live-preview]');
    if (form) {
      clearTimeout(waiting.get(form));
      waiting.set(form, setTimeout(() => press(form), QUIET_MILLIS));
    }
  };
  root.addEventListener('input', pressSoon);
  root.addEventListener('change', pressSoon);
  root.querySelectorAll('form[data-live-preview]').forEach(press);
}
