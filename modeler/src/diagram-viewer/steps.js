const FAMILIES = ['mail', 'wait', 'decision', 'split', 'score', 'contact', 'sales', 'system', 'start'];

/** What the drawing says about an element by its properties; the drawing is foreign, so everything may be missing. */
export function propertiesOf(businessObject) {
  const properties = Object.create(null);
  for (const extension of businessObject?.extensionElements?.values ?? []) {
    // The viewer reads them as unknown XML, the editor as what they are.
    if (/^camunda:properties$/i.test(extension.$type)) {
      for (const child of extension.$children ?? extension.values ?? []) {
        if (/^camunda:property$/i.test(child.$type) && typeof child.name === 'string') {
          properties[child.name] = String(child.value ?? '');
        }
      }
    }
  }
  return properties;
}

/** The steps that exist, by their kind, with the colour family of each. */
export class StepKinds {
  constructor(steps, language) {
    this.kinds = new Map();
    for (const step of steps) {
      this.kinds.set(step.kind, {
        name: language === 'en' ? step.nameEn : step.nameJa,
        icon: step.icon,
        family: [step.group, step.colour].find(family => FAMILIES.includes(family)) ?? 'system'
      });
    }
  }

  /** The kind of step that an element is; undefined for gateways, ends and what nobody knows. */
  of(businessObject) {
    return this.kinds.get(propertiesOf(businessObject)['minori:step']);
  }
}

/** All steps of a drawing in the order in which one meets them from its starts; what nothing leads to comes last. */
export function stepsInOrder(elements) {
  const nodes = elements.filter(element => element.kind === 'node');
  const flows = elements.filter(element => element.kind === 'flow');
  const next = new Map();
  const reached = new Set();
  for (const node of nodes.filter(node => node.attachedTo)) {
    next.set(node.attachedTo, [...(next.get(node.attachedTo) ?? []), node.id]);
    reached.add(node.id);
  }
  for (const flow of flows) {
    next.set(flow.source, [...(next.get(flow.source) ?? []), flow.target]);
    reached.add(flow.target);
  }
  const ordered = new Set();
  const queue = nodes.filter(node => !reached.has(node.id)).map(node => node.id);
  while (queue.length > 0) {
    const id = queue.shift();
    if (!ordered.has(id)) {
      ordered.add(id);
      queue.push(...(next.get(id) ?? []));
    }
  }
  const byId = new Map(nodes.map(node => [node.id, node]));
  nodes.forEach(node => ordered.add(node.id));
  return [...ordered].map(id => byId.get(id)).filter(Boolean);
}

/** The nodes and flows of parsed definitions, plainly; works without any picture. */
export function elementsOf(definitions) {
  const found = [];
  const walk = container => {
    for (const element of container.flowElements ?? []) {
      if (element.$type === 'bpmn:SequenceFlow') {
        found.push({ kind: 'flow', id: element.id, source: element.sourceRef?.id, target: element.targetRef?.id });
      } else if (!/^bpmn:Data/.test(element.$type)) {
        found.push({ kind: 'node', id: element.id, name: element.name, attachedTo: element.attachedToRef?.id, businessObject: element });
        walk(element);
      }
    }
  };
  (definitions?.rootElements ?? []).filter(root => root.$type === 'bpmn:Process').forEach(walk);
  return found;
}
