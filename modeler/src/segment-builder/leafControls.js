import { readValue, splitList } from './rules.js';
import { element, input, proposing, select, ticks, words } from './elements.js';

/** The controls of one condition, and how to read the rule from them. */
export function leafControls(kind, rule, choices, texts, onChange) {
  const make = {
    field: () => fieldControls(rule, choices.fields),
    company: () => {
      const inner = fieldControls(rule.company, choices.companyFields);
      return { elements: inner.elements, read: () => ({ company: inner.read() }) };
    },
    tag, stage, score, did, segment, scenario, consent, bucket
  };
  return make[kind]();

  function fieldControls(from, fields) {
    const holder = element('div', { className: 'd-flex flex-wrap gap-2 align-items-center' });
    const menu = select(fields, from.field, texts.fieldLabel, () => { fill({ field: menu.value }); onChange(); }, texts.choose);
    let current;
    function fill(state) {
      const type = fields.find(field => field.value === state.field)?.type ?? 'TEXT';
      const operators = choices.operators[type];
      const chosen = operators.some(operator => operator.value === state.op) ? state.op : operators[0].value;
      const operator = select(operators, chosen, texts.operator, () => {
        fill({ field: menu.value, op: operator.value, value: current.value() });
        onChange();
      });
      const { takes } = operators.find(candidate => candidate.value === chosen);
      const value = valueControl(type, takes, state.value);
      current = {
        value: value.read,
        read: () => ({ field: menu.value, op: operator.value, ...(takes === 'nothing' ? {} : { value: value.read() }) })
      };
      holder.replaceChildren(operator, ...value.elements);
    }
    fill(from);
    return { elements: [menu, holder], read: () => current.read() };
  }

  function valueControl(type, takes, value) {
    if (takes === 'nothing') return { elements: [], read: () => undefined };
    if (takes === 'days') {
      const days = input('number', numberOr(value, 30), texts.days, onChange, { min: 0, max: 36500 });
      return { elements: [days, words(texts.days)], read: () => readValue(days.value, 'NUMBER', 'days') };
    }
    if (takes === 'list') {
      const list = input('text', [value ?? []].flat().join('、'), texts.values, onChange);
      return { elements: [list], read: () => readValue(list.value, type, 'list') };
    }
    if (type === 'BOOLEAN') {
      const yesNo = [{ value: 'true', label: texts.yes }, { value: 'false', label: texts.no }];
      const menu = select(yesNo, String(value ?? true), texts.value, onChange);
      return { elements: [menu], read: () => menu.value === 'true' };
    }
    const html = { NUMBER: 'number', DATE: 'date', MOMENT: 'date' }[type] ?? 'text';
    const field = input(html, Array.isArray(value) ? value[0] : value, texts.value, onChange, html === 'number' ? { step: 'any' } : {});
    return { elements: [field], read: () => readValue(field.value, type, takes) };
  }

  function tag() {
    const [field, list] = proposing(choices.tags, rule.tag, texts['kind.tag'], onChange);
    return { elements: [field, list, words(texts.tagHas)], read: () => ({ tag: field.value.trim() }) };
  }

  function stage() {
    const boxes = ticks(choices.stages, [rule.stage].flat(), onChange);
    const read = () => boxes.map(box => box.querySelector('input')).filter(box => box.checked).map(box => box.value);
    return { elements: boxes, read: () => ({ stage: read() }) };
  }

  function score() {
    const known = choices.scores.some(choice => choice.value === 'overall') ? choices.scores : [{ value: 'overall', label: texts.score }, ...choices.scores];
    const name = select(known, rule.score, texts.score, onChange);
    const value = input('number', rule.value, texts.points, onChange, { step: 1 });
    const operator = select(choices.comparisons, rule.op, texts.operator, onChange);
    return {
      elements: [name, value, words(texts.points), operator],
      read: () => ({ score: name.value, op: operator.value, value: readValue(value.value, 'NUMBER', 'value') })
    };
  }

  function did() {
    const event = select(choices.events, rule.did, texts.event, () => { arrange(); onChange(); });
    const { urlPattern, subject, ...others } = rule.where ?? {};
    const page = input('text', urlPattern, texts.page, onChange);
    const about = input('text', subject, texts.subject, onChange);
    const times = input('number', rule.times?.value ?? 1, texts.times, onChange, { min: 0, step: 1 });
    const operator = select(choices.comparisons, rule.times?.op ?? 'ge', texts.operator, onChange);
    const period = select(
      [{ value: 'days', label: texts.withinDays }, { value: 'always', label: texts.withinAlways }],
      rule.withinDays ? 'days' : 'always', texts.within, () => { arrange(); onChange(); });
    const days = input('number', rule.withinDays ?? 30, texts.days, onChange, { min: 1, step: 1 });
    const daysWord = words(texts.days);
    arrange();
    return { elements: [event, page, about, times, words(texts.times), operator, period, days, daysWord], read };

    function arrange() {
      page.hidden = event.value !== 'pageViewed';
      about.hidden = event.value === 'pageViewed';
      days.hidden = daysWord.hidden = period.value !== 'days';
    }

    function read() {
      const where = { ...others };
      if (!page.hidden && page.value.trim()) where.urlPattern = page.value.trim();
      if (!about.hidden && about.value.trim()) where.subject = about.value.trim();
      const count = readValue(times.value, 'NUMBER', 'value');
      return {
        did: event.value,
        ...(Object.keys(where).length ? { where } : {}),
        ...(operator.value === 'ge' && count === 1 ? {} : { times: { op: operator.value, value: count } }),
        ...(period.value === 'days' ? { withinDays: readValue(days.value, 'NUMBER', 'days') } : {})
      };
    }
  }

  function segment() {
    const menu = select(choices.segments, rule.segment, texts['kind.segment'], onChange, texts.choose);
    return { elements: [menu, words(texts.segmentIn)], read: () => ({ segment: menu.value }) };
  }

  function scenario() {
    const [field, list] = choices.scenarios.length
      ? [select(choices.scenarios, rule.scenario, texts['kind.scenario'], onChange, texts.choose), words('')]
      : proposing([], rule.scenario, texts['kind.scenario'], onChange);
    const status = select(choices.participations, rule.status ?? 'ever', texts.status, onChange);
    return { elements: [field, list, status], read: () => ({ scenario: field.value.trim(), status: status.value }) };
  }

  function consent() {
    return { elements: [words(texts.consentHas)], read: () => ({ consent: 'marketing' }) };
  }

  function bucket() {
    const of = input('number', rule.bucket.of, texts.bucketOf, onChange, { min: 2, max: 1000, step: 1 });
    const list = input('text', rule.bucket.in.map(number => number + 1).join(','), texts.bucketIn, onChange);
    const numbers = () => splitList(list.value).map(word => Number(word) - 1);
    return {
      elements: [of, words(texts.bucketOf), list, words(texts.bucketIn)],
      read: () => ({ bucket: { of: readValue(of.value, 'NUMBER', 'value'), in: numbers() } })
    };
  }
}

function numberOr(value, usual) {
  return Number.isFinite(value) ? value : usual;
}
