/**
 * What the condition of a flow can ask for: scores, fields, the stage, and what earlier steps found out. Each has a type
 * that decides operators and values.
 */
export function subjectsOf(catalogue, elements, texts) {
  const scores = (catalogue.list('score')?.items ?? []).map(score => ({
    name: `score.${score.value}`, label: score.label, type: 'number', icon: 'star', family: 'score'
  }));
  const fields = (catalogue.list('field')?.items ?? [])
    .filter(field => /^[\p{L}\p{N}_-]{1,64}$/u.test(field.value))
    .map(field => ({ name: `field.${field.value}`, label: field.label, icon: 'id-badge', family: 'contact', ...typeOfField(field.type, texts) }));
  const stage = {
    name: 'stage', label: texts.stage, type: 'text', icon: 'stairs-up', family: 'sales', choices: catalogue.list('stage')?.items ?? []
  };
  const results = catalogue.outcomes(elements).map(outcome => resultOf(outcome, catalogue, texts));
  return [
    { label: texts.subjectResults, items: results },
    { label: texts.subjectScores, items: scores },
    { label: texts.subjectLead, items: [stage] },
    { label: texts.subjectFields, items: fields }
  ];
}

function typeOfField(type, texts) {
  if (type === 'NUMBER') return { type: 'number' };
  if (type === 'DATE' || type === 'MOMENT') return { type: 'date' };
  if (type === 'BOOLEAN') return { type: 'text', choices: yesNo(texts, 'true', 'false') };
  return { type: 'text' };
}

function resultOf({ name, step, element, settings }, catalogue, texts) {
  const named = element.businessObject.name?.replace(/\s+/g, ' ') || step.name;
  const common = { name, label: texts.resultOf(named), icon: step.icon, family: step.group };
  switch (step.outcome) {
    case 'truth': {
      const segment = settings.segment ? catalogue.label('segment', settings.segment) : texts.notChosen;
      return { ...common, label: texts.inSegment(segment), type: 'truth', choices: yesNo(texts, true, false) };
    }
    case 'variant':
      return { ...common, type: 'text', choices: variantsOf(settings.weights).map(({ name: variant }) => ({ value: variant, label: variant })) };
    case 'sales':
      return { ...common, label: texts.salesOutcome, type: 'text', choices: catalogue.salesOutcomes };
    case 'ending':
      return { ...common, type: 'text', choices: catalogue.endings };
    default:
      return { ...common, type: 'text' };
  }
}

function yesNo(texts, yes, no) {
  return [{ value: yes, label: texts.yes }, { value: no, label: texts.no }];
}

/** The parts of a split as they are kept: A:50,B:50. */
export function variantsOf(weights) {
  return (weights ?? '')
    .split(',')
    .map(part => /^\s*([\p{L}\p{N}_-]{1,32})\s*:\s*(\d{1,6})\s*$/u.exec(part))
    .filter(Boolean)
    .map(([, name, share]) => ({ name, share: Number(share) }));
}

/** A condition in one line of words, for lists and for the name of an arrow. */
export function wordsOf(tree, groups, catalogue, texts) {
  const subjects = new Map(groups.flatMap(group => group.items).map(subject => [subject.name, subject]));
  const part = one => {
    if (one.parts) {
      const inner = one.parts.map(part).join(texts.joins[one.join]);
      return one.join === 'none' ? texts.noneOf(inner) : inner;
    }
    const subject = subjects.get(one.name);
    const value = subject?.choices?.find(choice => String(choice.value) === String(one.value))?.label ?? String(one.value);
    const operator = catalogue.operators[subject?.type ?? 'text']?.find(entry => entry.value === one.operator)?.label ?? one.operator;
    return texts.compared(subject?.label ?? one.name, operator, value);
  };
  return tree?.parts?.length ? part(tree) : '';
}
