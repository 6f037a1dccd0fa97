// What a finding or a group means and what to do, and the way from one to another and back.
const way = [];

function explain(item) {
  $('detail-text').replaceChildren(...item.group ? explainGroup(item.group) : explainRow(item.row));
}

function facts(pairs) {
  const isKnown = value => value !== null && value !== undefined && value !== '';
  return element('dl', pairs.filter(([, value]) => isKnown(value)).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
}

const levelWord = isGrave => element('span', isGrave ? 'error' : 'warning', { class: isGrave ? 'error' : 'warning' });
const whatToDo = rule => [['Applies', rule.applies && 'where ' + rule.applies], ['Demands', rule.demands], ['What to do', element('strong', rule.advice)], ['Note', rule.note]];

function explainRow(row) {
  const rule = ruleOf(row);
  const parts = [element('h3', `${rule.label}: ${rule.text}`)];
  if (isResolved(row)) parts.push(element('p', 'This finding was in the earlier run and is gone now; its line is that of the earlier file.'));
  parts.push(facts([
    ['Level', levelWord(rule.error)],
    ['Status', STATUS_NAMES[row[STATUS]]],
    ...whatToDo(rule),
    ['Where', `${files[row[FILE]].name}, line ${row[LINE]}`],
    ['Record', `${rule.record} ${rule.recordName}`],
    ['Field', text(row, TITLE) && `${text(row, TITLE)} (${text(row, FIELD)})`],
    ['Value', text(row, VALUE) === null && row[FIELD] ? '(blank)' : text(row, VALUE)],
    ['LEA', text(row, LEA)],
    ['School', text(row, SCHOOL)],
    ['Student', text(row, STUDENT)],
    ['SSID', text(row, SSID)],
    ['Entry date', text(row, ENTRY)],
    ['Message', text(row, MESSAGE)],
    ['Details', text(row, EXTENDED) !== text(row, MESSAGE) && text(row, EXTENDED) || null],
  ]));
  if (!isResolved(row)) parts.push(...explainLinks(row));
  return parts;
}

function explainLinks(row) {
  const parts = linksOf(row).map(({ file, line, isCause }) =>
    button(`${isCause ? 'Cause' : 'Related'}: ${file === row[FILE] ? 'line ' + line : `${fileNames[file]} line ${line}`}`, () => goTo(file, line)));
  const key = studentOf(row);
  const others = key ? current.filter(other => studentOf(other) === key).length - 1 : 0;
  if (others && filters.only !== key) {
    parts.push(button(`${some(others, 'other finding')} on this student`, () => {
      remember();
      clearFilters();
      only = { key, name: text(row, STUDENT) };
      refresh();
      reveal(row);
    }));
  }
  return parts;
}

function explainGroup(group) {
  const parts = [element('h3', group.title(group))];
  if (group.by === 'resolved') {
    parts.push(element('p', `${some(group.rows.length, 'finding')} of the earlier run ${group.rows.length === 1 ? 'is' : 'are'} gone. There is nothing to do. By rule:`));
    parts.push(ruleCounts(group.rows));
    return parts;
  }
  parts.push(element('p', sizeOf(group) + (group.effects.length ? `: ${number(group.own.length)} to correct, ${number(group.effects.length)} that only follow from others` : '')));
  for (const [i, count] of tally(group.own, row => row[RULE])) {
    parts.push(element('h4', [levelWord(rules[i].error), ` ${some(count, 'finding')} of ${rules[i].label}`]), element('p', rules[i].text), facts(whatToDo(rules[i])));
  }
  if (group.effects.length) {
    parts.push(element('h4', `${some(group.effects.length, 'finding that only follows', 'findings that only follow')} from others`));
    parts.push(element('p', group.by === 'cause' ? 'They disappear when this line is corrected. By rule:' : 'They disappear when their causes are corrected. By rule:'), ruleCounts(group.effects));
    if (group.by === 'cause' && group.own.length === 0) parts.push(button(lineName(group.file, group.line), () => goTo(group.file, group.line)));
  }
  return parts;
}

const ruleCounts = list => element('ul', tally(list, row => row[RULE]).map(([i, count]) => element('li', `${number(count)} × ${rules[i].label}: ${rules[i].text}`)));

/** Goes to a line, with the filters as they are if they let it through; "Back" leads back in any case. */
function goTo(file, line) {
  const there = current.filter(row => row[FILE] === file && row[LINE] === line);
  const target = there.find(row => !isEffect(row) && matches(row)) || there.find(row => !isEffect(row)) || there.find(matches) || there[0];
  const isHidden = target !== undefined && !matches(target);
  remember(isHidden);
  if (target) {
    if (isHidden) {
      clearFilters();
      refresh();
    }
    reveal(target);
    $('findings').focus();
  } else {
    explainPlace(file, line);
    $('detail').focus();
  }
}

/** A line without a finding is known by those that name it. */
function explainPlace(file, line) {
  const naming = current.filter(row => linksOf(row).some(link => link.file === file && link.line === line));
  $('detail-text').replaceChildren(
    element('h3', `${files[file].name}, line ${line}`),
    element('p', `This line has no finding of its own here. ${some(naming.length, 'finding names', 'findings name')} it:`),
    ruleCounts(naming),
    element('p', 'Compare the two records: what does not fit may stand on either of them.'));
  showDetail();
}

function remember(losesFilters) {
  way.push({ form: FORM.map(name => $(name).value), only, open: [...open], chosen, scroll: $('findings').scrollTop });
  const row = items[chosen] && items[chosen].row;
  $('back').textContent = `← Back${row ? ' to ' + lineName(row[FILE], row[LINE]) : ''}${losesFilters ? ' and the filters' : ''}`;
  $('back').hidden = false;
}

function goBack() {
  const state = way.pop();
  FORM.forEach((name, i) => { $(name).value = state.form[i]; });
  only = state.only;
  open.clear();
  state.open.forEach(id => open.add(id));
  refresh();
  $('findings').scrollTop = state.scroll;
  if (state.chosen >= 0) choose(state.chosen);
  $('back').hidden = way.length === 0;
  $('back').textContent = '← Back';
  $('findings').focus();
}

function forgetWay() {
  way.length = 0;
  $('back').hidden = true;
}

/** On a narrow screen the explanation lies over the lower part of the page; what was chosen stays in sight above it. */
function showDetail() {
  $('detail').classList.add('open');
  const active = $('item-' + chosen);
  if (active && getComputedStyle($('detail')).position === 'fixed') {
    const covered = active.getBoundingClientRect().bottom - $('detail').getBoundingClientRect().top;
    if (covered > 0) window.scrollBy(0, covered + rowHeight);
  }
}

function closeDetail() {
  $('detail').classList.remove('open');
}
