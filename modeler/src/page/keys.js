/** Whether the key belongs to an input method that is converting, such as the Enter that takes a Japanese candidate. */
export function isComposing(event) {
  return event.isComposing === true || event.keyCode === 229;
}

/** Whether the key opens the search: a bare slash outside of fields. */
export function opensSearch(event) {
  return event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target);
}

function isField(target) {
  return target?.isContentEditable === true || /^(INPUT|TEXTAREA|SELECT)$/.test(target?.tagName ?? '');
}
