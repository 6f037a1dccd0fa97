// What is in the page, and what can be said of one finding.
const data = JSON.parse(document.getElementById('data').textContent);
const { texts, rules, files, rows } = data;

// The columns of a finding; related places follow as pairs of a file and a line.
const [FILE, LINE, RULE, FIELD, TITLE, VALUE, LEA, SCHOOL, STUDENT, SSID, ENTRY, MESSAGE, EXTENDED, STATUS, CAUSE_FILE, CAUSE_LINE, RELATED] = Array.from({ length: 17 }, (_, i) => i);

// Findings that are alike are counted together, those that the page does not list too.
const sums = data.sums.map(([file, lea, school, rule, effect, status, count]) => ({ file, lea: texts[lea], school: texts[school], rule, effect: effect === 1, status, count }));
const [NEW, KNOWN, RESOLVED] = [1, 2, 3];
const STATUS_NAMES = ['', 'new', 'known', 'resolved'];

const $ = id => document.getElementById(id);
const number = n => n.toLocaleString('en-US');
const some = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;
const text = (row, column) => texts[row[column]];
const ruleOf = row => rules[row[RULE]];
const isError = row => ruleOf(row).error;
const levelOf = row => isError(row) ? 'error' : 'warning';
const isEffect = row => row[CAUSE_LINE] > 0;
const isResolved = row => row[STATUS] === RESOLVED;
const tally = (items, keyOf, countOf = () => 1) => {
  const counts = new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) || 0) + countOf(item));
  return [...counts].sort((a, b) => b[1] - a[1]);
};

const current = rows.filter(row => !isResolved(row));
const resolved = rows.filter(isResolved);
const currentSums = sums.filter(sum => sum.status !== RESOLVED);

// One file, or one LEA, is not worth a word; where there are several, each title names its own.
const given = files.map((_, i) => i).filter(i => files[i].given);
const manyFiles = given.length > 1;
const manyLeas = new Set(currentSums.map(sum => sum.lea).filter(Boolean)).size > 1;
const endOf = path => path.split(/[\\/]/).pop();
const fileName = i => files.filter(file => endOf(file.name) === endOf(files[i].name)).length > 1 ? files[i].name : endOf(files[i].name);
const fileNames = files.map((_, i) => fileName(i));
const lineName = (file, line) => `${manyFiles ? fileNames[file] + ' ' : ''}line ${line}`;
const schoolKey = (lea, school) => school ? `${lea || ''}/${school}` : null;
const schoolName = (lea, school) => (manyLeas ? `LEA ${lea || 'unknown'} ` : '') + 'school ' + (school || 'unknown');
const schoolOf = row => schoolKey(text(row, LEA), text(row, SCHOOL));
const studentOf = row => row[STUDENT] ? `${files[row[FILE]].batch}/${text(row, LEA) || ''}/${text(row, STUDENT)}` : null;

// A record that is invalid only because of another one has its cause there: follow the chain to its beginning.
const placeOf = (file, line) => file * 2 ** 32 + line;
const ownPlaces = new Set();
const causes = new Map();
for (const row of current) {
  const place = placeOf(row[FILE], row[LINE]);
  if (isEffect(row)) causes.set(place, [row[CAUSE_FILE], row[CAUSE_LINE]]);
  else ownPlaces.add(place);
}
function rootOf(row) {
  let [file, line] = isEffect(row) ? [row[CAUSE_FILE], row[CAUSE_LINE]] : [row[FILE], row[LINE]];
  for (let steps = 0; steps < 20 && !ownPlaces.has(placeOf(file, line)) && causes.has(placeOf(file, line)); steps++) {
    [file, line] = causes.get(placeOf(file, line));
  }
  return [file, line];
}

/** The other lines that a row points to: its cause first. */
function linksOf(row) {
  const links = isEffect(row) ? [{ file: row[CAUSE_FILE], line: row[CAUSE_LINE], isCause: true }] : [];
  for (let i = RELATED; i < row.length; i += 2) {
    if (!links.some(link => link.file === row[i] && link.line === row[i + 1])) links.push({ file: row[i], line: row[i + 1], isCause: false });
  }
  return links;
}

/** What a finding says in one line. */
function describe(row) {
  const value = text(row, VALUE) === null ? '(blank)' : `'${text(row, VALUE)}'`;
  return `${ruleOf(row).id} ${text(row, TITLE) ? `${text(row, TITLE)} ${value}: ` : ''}${text(row, MESSAGE) || ''}`;
}

function element(name, content, attributes) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...[content].flat().filter(part => part !== undefined && part !== null && part !== ''));
  return node;
}

function button(label, act, style = 'link') {
  const node = element('button', label, { type: 'button', class: style });
  node.addEventListener('click', act);
  return node;
}
