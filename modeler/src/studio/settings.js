import { propertiesOf } from '../diagram-viewer/steps.js';

export const STEP = 'minori:step';

/** The settings of an element as a plain object without its kind of step. */
export function settingsOf(businessObject) {
  const settings = { ...propertiesOf(businessObject) };
  delete settings[STEP];
  return settings;
}

/** The key of the kind of step that an element carries; undefined for gateways, ends and what is not chosen yet. */
export function kindOf(businessObject) {
  return propertiesOf(businessObject)[STEP];
}

/**
 * The extension elements of an element after a change; what is empty is left out, and what others keep there stays.
 *
 * @param moddle makes the elements
 * @param changes values by name; an empty one removes
 */
export function withSettings(businessObject, changes, moddle) {
  const values = { ...propertiesOf(businessObject), ...changes };
  const isOurs = element => /^camunda:properties$/i.test(element.$type);
  const others = (businessObject.extensionElements?.values ?? []).filter(element => !isOurs(element));
  const list = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && String(value) !== '')
    .map(([name, value]) => moddle.create('camunda:Property', { name, value: String(value) }));
  const kept = list.length ? [...others, ours(list, moddle)] : others;
  if (!kept.length) {
    return undefined;
  }
  const extension = moddle.create('bpmn:ExtensionElements', { values: kept });
  kept.forEach(element => (element.$parent = extension));
  extension.$parent = businessObject;
  return extension;
}

function ours(list, moddle) {
  const properties = moddle.create('camunda:Properties', { values: list });
  list.forEach(property => (property.$parent = properties));
  return properties;
}
