// The printed page: what the filters let through, in the groups of the screen, with what to do once for each rule.
const MOST_PRINTED = 2000;

function preparePrint() {
  const columns = [...manyFiles ? ['File'] : [], 'Line', 'Level', ...data.baseline ? ['Status'] : [], 'Rule', 'School', 'Student', 'Field', 'Value', 'Message'];
  const groups = filters.group === 'none' ? (found.current.length ? [{ rows: found.current, own: found.current.filter(row => !isEffect(row)), effects: found.current.filter(isEffect), title: null }] : []) : groupRows(found.current, filters.group);
  let room = MOST_PRINTED;
  const bodies = [];
  let wasSingle = false;
  for (const group of groups) {
    if (room <= 0) break;
    const lines = group.own.slice(0, room);
    const isSingle = group.rows.length === 1 && lines.length === 1;
    const heading = !group.title || (isSingle && wasSingle) ? '' : isSingle ? 'One finding each' : `${group.title(group)} (${sizeOf(group)})`;
    wasSingle = isSingle;
    room -= Math.max(1, lines.length);
    bodies.push(element('tbody', [
      heading ? wide('th', heading) : '',
      ...lines.map(printedRow),
      group.effects.length ? wide('td', `${some(group.effects.length, 'finding that only follows', 'findings that only follow')} from others, not printed line by line: ${tally(group.effects, row => ruleOf(row).label).map(([label, count]) => `${label} ${number(count)}`).join(', ')}`) : '',
    ]));
  }
  const own = found.current.filter(row => !isEffect(row));
  const unprinted = own.length - bodies.reduce((total, body) => total + body.querySelectorAll('tr.row').length, 0);
  $('print').replaceChildren(...[
    element('p', `${$('shown').textContent}; ${filtersInWords()}`),
    own.length ? element('section', [element('h2', 'What to do'), printedAdvice(own)]) : '',
    data.notChecked.length ? element('section', [element('h2', 'Not checked'), ...data.notChecked.flatMap(({ reason, rules: numbers }) => [element('h3', `${some(numbers.length, 'rule')}: ${reason}`), ruleList(numbers)])], { class: 'not-checked' }) : '',
    bodies.length ? element('section', [element('h2', 'Findings'), printedTable(columns, bodies)]) : '',
    unprinted > 0 ? element('p', `${number(unprinted)} more findings are not printed: filter them first.`) : '',
    found.resolved.length ? element('section', [element('h2', 'Resolved since the earlier run'), printedTable(columns, [element('tbody', found.resolved.slice(0, MOST_PRINTED).map(printedRow))])]) : '',
    found.resolved.length > MOST_PRINTED ? element('p', `${number(found.resolved.length - MOST_PRINTED)} more resolved findings are not printed.`) : '',
  ].filter(Boolean));

  function wide(cell, content) {
    return element('tr', element(cell, content, { colspan: columns.length, ...cell === 'th' ? { scope: 'rowgroup' } : {} }));
  }
}

const printedTable = (columns, bodies) => element('table', [element('thead', element('tr', columns.map(name => element('th', name, { scope: 'col' })))), ...bodies]);

function printedRow(row) {
  const cells = [...manyFiles ? [fileNames[row[FILE]]] : [], String(row[LINE]), levelOf(row), ...data.baseline ? [STATUS_NAMES[row[STATUS]]] : [],
    ruleOf(row).id, [manyLeas && text(row, LEA), text(row, SCHOOL)].filter(Boolean).join(' / '), text(row, STUDENT), text(row, TITLE), text(row, VALUE), text(row, MESSAGE)];
  return element('tr', cells.map((value, i) => element('td', value, i >= cells.length - 2 ? { class: 'long' } : {})), { class: 'row' });
}

function printedAdvice(own) {
  const lines = tally(own, row => row[RULE]).sort((a, b) => rules[b[0]].error - rules[a[0]].error || b[1] - a[1]);
  return printedTable(['Findings', 'Rule', 'What it demands', 'What to do'], [element('tbody', lines.map(([i, count]) =>
    element('tr', [number(count), rules[i].label, rules[i].text, rules[i].advice].map((value, k) => element('td', value, k > 0 ? { class: 'long' } : {})))))]);
}
