import { RuleEditor } from './RuleEditor.js';

/** Turns the holder into a builder of conditions: what is built stands as JSON in the field, which asks the server for the count. */
export async function mount(holder) {
  const field = document.getElementById(holder.dataset.field);
  const texts = readTexts(holder.querySelector('[data-texts]'));
  const answer = await fetch(holder.dataset.choices, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    holder.textContent = document.body.dataset.textFailed;
    return;
  }
  const editor = new RuleEditor({
    choices: await answer.json(),
    texts,
    readOnly: holder.dataset.readonly === 'true',
    onChange: rule => {
      field.value = JSON.stringify(rule);
      field.dispatchEvent(new Event('rule-changed', { bubbles: true }));
    }
  });
  holder.replaceChildren(editor.element);
  editor.show(JSON.parse(field.value || '{"all":[]}'));
  document.addEventListener('htmx:afterSwap', event => {
    if (event.detail.target?.id === 'segment-preview') {
      editor.markFaults([...event.detail.target.querySelectorAll('[data-fault]')].map(fault => fault.dataset.fault));
    }
  });
}

function readTexts(template) {
  const texts = {};
  for (const span of (template.content ?? template).querySelectorAll('[data-text]')) {
    texts[span.dataset.text] = span.textContent;
  }
  return texts;
}
