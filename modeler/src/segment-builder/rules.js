/** The kinds of conditions, in the order of the menu. */
export const KINDS = ['field', 'company', 'tag', 'stage', 'score', 'did', 'segment', 'scenario', 'consent', 'bucket'];

/** What a condition of a rule is: a group, or one of the kinds. */
export function kindOf(rule) {
  if (rule.all) return 'all';
  if (rule.any) return 'any';
  if (rule.not) return 'not';
  return KINDS.find(kind => kind in rule) ?? 'field';
}

/** A group as the builder shows it: how its parts are joined, and the parts. "None of" is a turned-round "any of". */
export function readGroup(rule) {
  if (rule.all) return { join: 'all', parts: rule.all };
  if (rule.any) return { join: 'any', parts: rule.any };
  if (rule.not) {
    return rule.not.any ? { join: 'none', parts: rule.not.any } : { join: 'none', parts: [rule.not] };
  }
  return { join: 'all', parts: [rule] };
}

/** The rule of a group; an empty one of any kind asks nothing. */
export function writeGroup(join, parts) {
  if (!parts.length || join === 'all') return { all: parts };
  return join === 'any' ? { any: parts } : { not: { any: parts } };
}

/** What a new condition of a kind is before anything is chosen. */
export function emptyRule(kind) {
  return {
    field: { field: '', op: 'eq' },
    company: { company: { field: '', op: 'eq' } },
    tag: { tag: '' },
    stage: { stage: ['LEAD'] },
    score: { score: 'overall', op: 'ge', value: 20 },
    did: { did: 'pageViewed', withinDays: 30 },
    segment: { segment: '' },
    scenario: { scenario: '', status: 'running' },
    consent: { consent: 'marketing' },
    bucket: { bucket: { of: 10, in: [0] } }
  }[kind];
}

/** The value that a text stands for; what can't be read stays as it is, and the server says what is missing. */
export function readValue(text, type, takes) {
  if (takes === 'nothing') return undefined;
  if (takes === 'list') return splitList(text).map(word => readOne(word, type));
  return takes === 'days' ? readOne(text, 'NUMBER') : readOne(text, type);
}

function readOne(text, type) {
  if (type === 'NUMBER') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === 'BOOLEAN') return text === 'true';
  return text;
}

/** The words of a list that people write with Western or Japanese commas. */
export function splitList(text) {
  return text.split(/[,、,]/).map(word => word.trim()).filter(word => word);
}

/** Where each part of a group stands, in the words of the server's messages. */
export function partPath(path, join, index, count) {
  if (!count || join === 'all') return `${path}.all[${index}]`;
  return join === 'any' ? `${path}.any[${index}]` : `${path}.not.any[${index}]`;
}
