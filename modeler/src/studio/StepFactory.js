import { getNewShapePosition } from 'bpmn-js/lib/features/auto-place/BpmnAutoPlaceUtil';
import { STEP, settingsOf, withSettings } from './settings.js';
import { propertiesOf } from '../diagram-viewer/steps.js';

const ROOM_FOR_WORDS = 70;
const DEFINITIONS = { timer: 'bpmn:TimerEventDefinition', message: 'bpmn:MessageEventDefinition' };

/** Makes what menus and palette offer: each lands in the drawing by one command, so that one undo takes it away. */
export class StepFactory {
  static $inject = ['elementFactory', 'bpmnFactory', 'moddle', 'modeling', 'autoPlace', 'create', 'canvas', 'selection',
    'elementRegistry', 'catalogue', 'rules', 'eventBus'];

  constructor(elementFactory, bpmnFactory, moddle, modeling, autoPlace, create, canvas, selection, elementRegistry, catalogue, rules, eventBus) {
    Object.assign(this, {
      elementFactory, bpmnFactory, moddle, modeling, autoPlace, create, canvas, selection, elementRegistry, catalogue, rules
    });
    // A copy must not leave its result under the name of the original's.
    // The words of a condition need room between a branch and what comes behind it.
    eventBus.on('autoPlace', 3000, ({ source, shape }) => {
      if (source.businessObject.$type === 'bpmn:ExclusiveGateway') {
        const place = getNewShapePosition(source, shape, elementRegistry);
        return { ...place, x: place.x + ROOM_FOR_WORDS };
      }
      return undefined;
    });
    eventBus.on('copyPaste.pasteElement', 100, ({ descriptor }) => this.renameResult(descriptor.businessObject));
  }

  /** The shapes of an offer, which is a step or a part of the catalogue. */
  shapesOf(offer, source) {
    if (offer.part === 'goal') {
      return this.goal(offer);
    }
    return [offer.kind ? this.step(offer, elementFor(offer, source)) : this.part(offer)];
  }

  step(step, type) {
    const businessObject = this.bpmnFactory.create(type, { name: step.name });
    const settings = { [STEP]: step.kind };
    for (const field of step.fields) {
      if (field.required && field.choices.length) {
        settings[field.name] = field.choices.find(choice => choice.value === 'days')?.value ?? field.choices[0].value;
      }
    }
    businessObject.extensionElements = withSettings(businessObject, settings, this.moddle);
    this.renameResult(businessObject);
    const eventDefinitionType = /Event$/.test(type) ? DEFINITIONS[step.symbol] : undefined;
    return this.elementFactory.createShape({ type, businessObject, ...(eventDefinitionType ? { eventDefinitionType } : {}) });
  }

  part(part) {
    const businessObject = this.bpmnFactory.create(part.element);
    if (part.results.length) {
      businessObject.name = part.name;
      businessObject.extensionElements = withSettings(businessObject, { result: part.results.at(-1).value }, this.moddle);
    }
    return this.elementFactory.createShape({ type: part.element, businessObject });
  }

  goal(part) {
    const frame = this.elementFactory.createShape({
      type: part.element, triggeredByEvent: true, isExpanded: true, x: 0, y: 0, width: 300, height: 150
    });
    frame.businessObject.name = part.name;
    const begin = this.catalogue.steps.find(step => step.startsGoals);
    const start = this.step(begin, 'bpmn:StartEvent');
    Object.assign(start, { x: 50, y: 62, parent: frame });
    const end = this.part(this.catalogue.parts.find(one => one.part === 'end'));
    end.businessObject.extensionElements = withSettings(end.businessObject, { result: 'converted' }, this.moddle);
    Object.assign(end, { x: 210, y: 62, parent: frame });
    const flow = this.elementFactory.createConnection({
      type: 'bpmn:SequenceFlow', source: start, target: end, parent: frame,
      waypoints: [{ x: 86, y: 80 }, { x: 210, y: 80 }]
    });
    return [frame, start, end, flow];
  }

  /** Puts it behind an element with a flow to it, or where there is room. */
  add(offer, source) {
    if (source?.waypoints) {
      return this.insert(offer, source);
    }
    const shapes = this.shapesOf(offer, source);
    if (source && shapes.length === 1 && this.canFollow(source, shapes[0])) {
      return this.select(this.autoPlace.append(source, shapes[0]));
    }
    const place = this.freePlace(shapes[0]);
    const made = this.modeling.createElements(shapes, place, this.canvas.getRootElement(), {});
    return this.select(made[0] ?? shapes[0]);
  }

  /** Puts a step into a flow. */
  insert(offer, flow) {
    const [shape] = this.shapesOf(offer, flow.source);
    const points = flow.waypoints;
    const index = Math.max(1, Math.floor(points.length / 2));
    const middle = { x: (points[index - 1].x + points[index].x) / 2, y: (points[index - 1].y + points[index].y) / 2 };
    return this.select(this.modeling.createShape(shape, middle, flow));
  }

  drag(event, offer) {
    this.create.start(event, this.shapesOf(offer));
  }

  canFollow(source, shape) {
    const isDone = ['bpmn:EndEvent', 'bpmn:SubProcess', 'bpmn:TextAnnotation'].includes(source.businessObject?.$type);
    const isStart = shape.businessObject.$type === 'bpmn:StartEvent';
    return Boolean(source.businessObject) && !source.labelTarget && source.parent && !isDone && !isStart && !source.waypoints;
  }

  /** Right of what is there, in the middle of what one sees when nothing is. */
  freePlace(shape) {
    const root = this.canvas.getRootElement();
    const others = this.elementRegistry.filter(one => one.parent === root && !one.waypoints && one.type !== 'label');
    const box = this.canvas.viewbox();
    if (!others.length) {
      return { x: Math.round(box.x + box.width / 4), y: Math.round(box.y + box.height / 2) };
    }
    const left = Math.min(...others.map(one => one.x));
    const bottom = Math.max(...others.map(one => one.y + one.height));
    return { x: left + shape.width / 2, y: bottom + 60 + shape.height / 2 };
  }

  select(shape) {
    this.selection.select(shape);
    return shape;
  }

  /** Gives the result of a step a name that no other step of the drawing uses. */
  renameResult(businessObject) {
    const step = this.catalogue.stepOf(businessObject);
    const field = step && step.outcome !== 'none' && step.fields.find(one => one.name === 'result');
    if (!field) {
      return;
    }
    const taken = new Set(this.catalogue.outcomes(this.elementRegistry.filter(one => one.type !== 'label')).map(one => one.name));
    const mine = settingsOf(businessObject).result || field.otherwise;
    const root = mine.replace(/\d+$/, '') || mine;
    let name = mine;
    for (let number = 2; taken.has(name); number++) {
      name = `${root}${number}`;
    }
    if (name !== (propertiesOf(businessObject).result || field.otherwise)) {
      businessObject.extensionElements = withSettings(businessObject, { result: name }, this.moddle);
    }
  }
}

/** Which shape carries a step: at the edge of an element where only that makes sense, else the usual one. */
function elementFor(step) {
  return step.elements[0];
}
