const QUIET_MILLIS = 700;
const BETWEEN_FRAMES_MILLIS = 100;

/**
 * Shows a form's outcome in frames while it is being filled in: data-live-preview on the form holds a selector of the
 * submit buttons (with formaction and formtarget) that are pressed when typing pauses and once when the page is shown.
 */
export function startLivePreview(root) {
  const waiting = new WeakMap();
  const press = form => {
    // One after the other: a form that is submitted again at once forgets where it was going.
    form.querySelectorAll(form.dataset.livePreview).forEach((button, index) => {
      setTimeout(() => form.requestSubmit(button), index * BETWEEN_FRAMES_MILLIS);
    });
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
