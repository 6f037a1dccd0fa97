// Which findings belong together, and in which order their groups come: what makes the most other findings disappear first.
const groupings = {
  cause: row => {
    const [file, line] = rootOf(row);
    return { key: placeOf(file, line), order: placeOf(file, line), file, line, title: causeTitle };
  },
  rule: row => ({ key: row[RULE], order: row[RULE], title: () => `${ruleOf(row).label}: ${ruleOf(row).text}` }),
  student: row => ({ key: studentOf(row) || 'school ' + files[row[FILE]].batch + '/' + schoolOf(row), order: placeOf(row[FILE], row[LINE]), title: studentTitle }),
};

/** The groups of rows, none of them resolved. */
function groupRows(found, by) {
  const groups = new Map();
  for (const row of found) {
    const about = groupings[by](row);
    let group = groups.get(about.key);
    if (!group) groups.set(about.key, group = { ...about, id: by + about.key, by, own: [], effects: [], errors: 0, fresh: 0 });
    (isEffect(row) ? group.effects : group.own).push(row);
    group.errors += isError(row) ? 1 : 0;
    group.fresh += row[STATUS] === NEW ? 1 : 0;
  }
  for (const group of groups.values()) group.rows = [...group.own, ...group.effects];
  return [...groups.values()].sort((a, b) =>
    (b.own.length > 0) - (a.own.length > 0) || (b.errors > 0) - (a.errors > 0) || b.rows.length - a.rows.length || a.order - b.order);
}

/** Findings that are gone stand by themselves: their lines are those of the earlier run. */
const resolvedGroup = found => ({ id: 'resolved', by: 'resolved', rows: found, own: found, effects: [], errors: 0, fresh: 0, title: () => 'Resolved since the earlier run' });

/** How many findings a group has, and how many of them are new. */
function sizeOf(group) {
  const size = some(group.rows.length, 'finding');
  if (!data.baseline || group.by === 'resolved') return size;
  return `${size}, ${group.fresh < group.rows.length ? number(group.fresh) + ' new' : group.fresh === 1 ? 'new' : 'all new'}`;
}

function causeTitle(group) {
  const names = [...new Set(group.own.map(row => ruleOf(row).label))];
  const what = group.own.length === 1 ? describe(group.own[0])
    : names.length ? names.slice(0, 4).join(', ') + (names.length > 4 ? ` and ${number(names.length - 4)} more rules` : '')
    : ownPlaces.has(placeOf(group.file, group.line)) ? 'its own findings are filtered out' : 'the record there is invalid';
  const record = group.own.length ? ` (${ruleOf(group.own[0]).recordName})` : '';
  const effects = group.effects.length ? `, and ${some(group.effects.length, 'finding that disappears', 'findings that disappear')} with it` : '';
  return `${lineName(group.file, group.line)}${record}${effects}: ${what}`;
}

function studentTitle(group) {
  const row = group.rows[0];
  const file = manyFiles ? ' · ' + fileNames[row[FILE]] : '';
  if (!row[STUDENT]) return `${schoolName(text(row, LEA), text(row, SCHOOL))}: no student${file}`;
  const schools = [...new Set(group.rows.map(one => text(one, SCHOOL)).filter(Boolean))];
  return `student ${text(row, STUDENT)}, ${schoolName(text(row, LEA), schools.slice(0, 3).join(', '))}${file}`;
}
