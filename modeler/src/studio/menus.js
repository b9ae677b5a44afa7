import { openMenu } from './Menu.js';

/** The lists that open at an element: what comes next, which step it is, where an arrow goes, how long it waits at most. */
export class Menus {
  constructor(catalogue, texts) {
    this.catalogue = catalogue;
    this.texts = texts;
  }

  use(modeler, edits) {
    this.modeler = modeler;
    this.edits = edits;
  }

  /** The steps and parts that can be added, in their groups. */
  offers() {
    const { catalogue, texts } = this;
    return [
      { label: texts.flow, items: catalogue.parts },
      ...catalogue.groups.map(group => ({ label: group.label, family: group.value, items: catalogue.steps.filter(step => step.group === group.value) }))
    ].filter(group => group.items.length);
  }

  item(offer, action) {
    return {
      id: offer.kind ?? offer.part,
      label: offer.name,
      note: offer.help,
      icon: offer.icon,
      family: offer.group,
      keywords: `${offer.kind ?? offer.part} ${offer.group ?? ''}`,
      action
    };
  }

  /** What comes behind an element; starts only where nothing is before them. */
  append(source, event) {
    const isFirstOf = source?.businessObject?.$type === 'bpmn:EventBasedGateway';
    const canFollow = offer => source === null || (isFirstOf
      ? offer.elements?.includes('bpmn:IntermediateCatchEvent')
      : !(offer.elements?.[0] === 'bpmn:StartEvent' || offer.part === 'goal'));
    this.openAt(event, source, this.texts.appendTitle, this.offers().map(group => ({
      label: group.label,
      family: group.family,
      items: group.items.filter(canFollow).map(offer => this.item(offer, () => {
        this.modeler.get('stepFactory').add(offer, source);
        this.focusDrawing();
      }))
    })));
  }

  replace(element, event) {
    const steps = this.catalogue.fitting(element);
    this.openAt(event, element, this.texts.replaceTitle, this.catalogue.groups.map(group => ({
      label: group.label,
      items: steps.filter(step => step.group === group.value).map(step => this.item(step, () => {
        this.edits.replace(element, step);
        this.focusDrawing();
      }))
    })).filter(group => group.items.length));
  }

  /** Puts a wait on the edge of an element that waits for something else. */
  limit(host, event) {
    const steps = this.catalogue.steps.filter(step => step.elements.includes('bpmn:BoundaryEvent'));
    this.openAt(event, host, this.texts.limitTitle, [{
      items: steps.map(step => this.item(step, () => {
        const factory = this.modeler.get('stepFactory');
        const place = { x: host.x + host.width - 24, y: host.y + host.height };
        const shape = this.modeler.get('modeling').createShape(factory.step(step, 'bpmn:BoundaryEvent'), place, host, { attach: true });
        factory.select(shape);
        this.focusDrawing();
      }))
    }]);
  }

  /** Draws an arrow to an element that is chosen by its name. */
  connect(source) {
    const rules = this.modeler.get('rules');
    const targets = this.modeler.get('elementRegistry').filter(one =>
      one.parent && one !== source && one.type !== 'label' && !one.waypoints &&
      rules.allowed('connection.create', { source, target: one })
    );
    this.openAt(null, source, this.texts.connectTitle, [{
      items: targets.map(target => {
        const what = this.catalogue.of(target.businessObject) ?? this.catalogue.partOf(target.businessObject);
        return {
          id: target.id,
          label: target.businessObject.name?.replace(/\s+/g, ' ') || what?.name || target.id,
          note: what?.name,
          icon: what?.icon,
          family: this.catalogue.stepOf(target.businessObject)?.group,
          action: () => {
            const flow = this.modeler.get('modeling').connect(source, target);
            if (flow) {
              this.modeler.get('selection').select(flow);
            }
            this.focusDrawing();
          }
        };
      })
    }]);
  }

  openAt(event, element, title, groups) {
    const { texts } = this;
    const isNode = event instanceof Node;
    openMenu({
      place: isNode ? event : this.placeOf(event, element),
      title, groups, placeholder: texts.search, empty: texts.nothingFound
    });
  }

  placeOf(event, element) {
    const original = event?.originalEvent ?? event;
    if (original && Number.isFinite(original.clientX) && (original.clientX || original.clientY)) {
      return { x: original.clientX, y: original.clientY };
    }
    const canvas = this.modeler.get('canvas');
    const frame = canvas.getContainer().getBoundingClientRect();
    if (!element) {
      return { x: frame.left + frame.width / 3, y: frame.top + 80 };
    }
    const box = canvas.getAbsoluteBBox(element);
    return { x: frame.left + box.x + box.width, y: frame.top + box.y };
  }

  focusDrawing() {
    this.modeler.get('canvas').focus();
  }
}
