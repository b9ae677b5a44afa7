/** An element with properties and children. */
export function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function button(label, className, onClick) {
  const made = element('button', { type: 'button', className, textContent: label });
  made.addEventListener('click', onClick);
  return made;
}

/** A menu of {value, label}; a value that is not among them (any more) stays choosable. */
export function select(choices, value, label, onChange, empty) {
  const made = element('select', { className: 'form-select w-auto' });
  made.setAttribute('aria-label', label);
  const known = choices.some(choice => choice.value === value);
  if (empty && !value) made.append(new Option(empty, ''));
  if (value && !known) made.append(new Option(value, value));
  for (const choice of choices) made.append(new Option(choice.label, choice.value));
  made.value = value ?? '';
  made.addEventListener('change', onChange);
  return made;
}

/** A field for text, numbers or dates. */
export function input(type, value, label, onChange, properties = {}) {
  const made = element('input', { type, value: value ?? '', className: type === 'number' ? 'form-control' : 'form-control w-auto', placeholder: label, ...properties });
  made.setAttribute('aria-label', label);
  made.addEventListener('input', onChange);
  return made;
}

let lists = 0;

/** A field for text that proposes choices but takes anything. */
export function proposing(choices, value, label, onChange) {
  const list = element('datalist', { id: `segment-builder-${++lists}` });
  for (const choice of choices) list.append(new Option(choice.label, choice.value));
  const field = input('text', value, label, onChange);
  field.setAttribute('list', list.id);
  return [field, list];
}

/** Boxes to tick, one per choice. */
export function ticks(choices, values, onChange) {
  return choices.map(choice => {
    const box = element('input', { type: 'checkbox', className: 'form-check-input', value: choice.value, checked: values.includes(choice.value) });
    box.addEventListener('change', onChange);
    return element('label', { className: 'form-check form-check-inline mb-0' }, [
      box,
      element('span', { className: 'form-check-label', textContent: choice.label })
    ]);
  });
}

export function words(text) {
  return element('span', { className: 'text-secondary', textContent: text });
}
