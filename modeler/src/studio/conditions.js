const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*(?:\.[\p{L}\p{N}_-]{1,64})?)|"([^"]*)"|'([^']*)'|(-?\d{1,15}(?:\.\d{1,10})?)|(!=|>=|<=|=|>|<)|(\()|(\)))/uy;

/**
 * The condition of a flow as a tree for the form: {join: 'all' | 'any' | 'none', parts} and {name, operator, value} with a
 * text, a number or true and false as its value. Null for a text that is none, such as one that somebody typed elsewhere.
 */
export function readCondition(text) {
  if (!text?.trim()) {
    return { join: 'all', parts: [] };
  }
  try {
    const reader = new Reader(tokensOf(text));
    const tree = reader.any();
    reader.end();
    return tree.parts ? tree : { join: 'all', parts: [tree] };
  } catch {
    return null;
  }
}

/** The text that a tree is kept as; parts that are not filled in yet are left out. */
export function writeCondition(tree) {
  const parts = (tree.parts ?? []).map(part => (part.parts ? inner(part) : comparison(part))).filter(Boolean);
  const joined = parts.join(tree.join === 'all' ? ' and ' : ' or ');
  return tree.join === 'none' && joined ? `not (${joined})` : joined;
}

function inner(group) {
  const text = writeCondition(group);
  return text && group.parts.length > 1 && group.join !== 'none' ? `(${text})` : text;
}

function comparison({ name, operator, value }) {
  if (!name || !operator || value === '' || value === undefined || value === null || Number.isNaN(value)) {
    return '';
  }
  return `${name} ${operator} ${typeof value === 'string' ? quoted(value) : value}`;
}

/** No sign can be escaped in the language of conditions, so that a text with both quotes loses one kind. */
function quoted(text) {
  if (!text.includes('"')) {
    return `"${text}"`;
  }
  return text.includes("'") ? `"${text.replaceAll('"', '')}"` : `'${text}'`;
}

function tokensOf(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length && text.slice(TOKEN.lastIndex).trim()) {
    const match = TOKEN.exec(text);
    if (!match) {
      throw new Error('not a condition');
    }
    const [, name, double, single, number, operator, opens, closes] = match;
    if (name !== undefined) tokens.push({ name });
    else if (double !== undefined || single !== undefined) tokens.push({ value: double ?? single });
    else if (number !== undefined) tokens.push({ value: Number(number) });
    else if (operator) tokens.push({ operator });
    else tokens.push({ paren: opens ?? closes });
  }
  return tokens;
}

class Reader {
  constructor(tokens) {
    this.tokens = tokens;
    this.at = 0;
  }

  any() {
    return this.joined('any', 'or', () => this.joined('all', 'and', () => this.one()));
  }

  joined(join, word, read) {
    const parts = [read()];
    while (this.isWord(word)) {
      this.at++;
      parts.push(read());
    }
    return parts.length === 1 ? parts[0] : { join, parts };
  }

  one() {
    if (this.isWord('not')) {
      this.at++;
      const part = this.one();
      return part.join === 'any' ? { join: 'none', parts: part.parts } : { join: 'none', parts: [part] };
    }
    if (this.peek()?.paren === '(') {
      this.at++;
      const tree = this.any();
      if (this.take().paren !== ')') {
        throw new Error('not closed');
      }
      return tree;
    }
    return this.compared();
  }

  compared() {
    const { name } = this.take();
    const { operator } = this.take();
    const right = this.take();
    const isTruth = /^(true|false)$/i.test(right.name ?? '');
    if (!name || !operator || (right.value === undefined && !isTruth)) {
      throw new Error('not a comparison');
    }
    return { name, operator, value: isTruth ? right.name.toLowerCase() === 'true' : right.value };
  }

  isWord(word) {
    return this.peek()?.name?.toLowerCase() === word;
  }

  peek() {
    return this.tokens[this.at];
  }

  take() {
    const token = this.tokens[this.at++];
    if (!token) {
      throw new Error('breaks off');
    }
    return token;
  }

  end() {
    if (this.at < this.tokens.length) {
      throw new Error('goes on');
    }
  }
}
