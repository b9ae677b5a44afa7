/**
 * Required fields complain in our words beside themselves: data-missing is what to say, data-required-with="name=value"
 * makes a field required while another field of its form has that value. The browser asks before the page does, so that
 * nobody confirms what can't be taken.
 */
export function watchRequiredFields(root) {
  root.addEventListener('change', event => settle(event.target.form));
  root.addEventListener('click', event => settle(event.target.closest?.('form')), true);
  root.addEventListener('input', event => forget(event.target));
  root.addEventListener('change', event => forget(event.target));
  root.addEventListener('invalid', event => complain(event), true);
}

/** Whether the field must be filled while the form holds these values. */
export function isRequired(rule, values) {
  const [name, value] = rule.split('=');
  return values.get(name) === value;
}

function settle(form) {
  for (const field of form?.querySelectorAll?.('[data-required-with]') ?? []) {
    field.required = isRequired(field.dataset.requiredWith, new FormData(form));
  }
}

function complain(event) {
  const field = event.target;
  const words = field.dataset.missing;
  if (!words) {
    return;
  }
  event.preventDefault();
  const place = placeOf(field);
  if (!place.querySelector('[data-complaint]')) {
    const complaint = document.createElement('div');
    complaint.className = 'invalid-feedback d-block';
    complaint.dataset.complaint = '';
    complaint.setAttribute('role', 'alert');
    complaint.textContent = words;
    if (place === field.parentElement) {
      field.after(complaint);
    } else {
      place.append(complaint);
    }
  }
  field.setAttribute('aria-invalid', 'true');
  if (field.form.querySelector(':invalid:not(fieldset)') === field) {
    field.focus();
  }
}

/** The choices of a group share one complaint. */
function placeOf(field) {
  return field.type === 'radio' ? field.closest('fieldset') : field.parentElement;
}

function forget(field) {
  if (field.dataset?.missing) {
    placeOf(field).querySelector('[data-complaint]')?.remove();
    field.removeAttribute('aria-invalid');
  }
}
