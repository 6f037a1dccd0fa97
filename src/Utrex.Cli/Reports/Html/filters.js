// What the reader wants to see. A field of the form is a filter; "only" is a student that was chosen in an explanation.
const FILTERS = ['search', 'level', 'record', 'school', 'rule', 'file', 'kind', 'status'];
const FORM = [...FILTERS, 'group'];
let filters = {};
let only = null;

function fillFilters() {
  const fill = (name, options) => options.forEach(([value, label]) => $(name).append(element('option', label, { value })));
  const unique = pairs => [...new Map(pairs)].sort((a, b) => a[1].localeCompare(b[1], 'en', { numeric: true }));
  fill('record', unique(sums.map(sum => [rules[sum.rule].record, `${rules[sum.rule].record} ${rules[sum.rule].recordName}`])));
  fill('school', unique(sums.filter(sum => sum.school).map(sum => [schoolKey(sum.lea, sum.school), (manyLeas ? `LEA ${sum.lea || 'unknown'} ` : '') + sum.school])));
  fill('rule', [...new Set(sums.map(sum => sum.rule))].sort((a, b) => a - b).map(i => [i, `${rules[i].label}: ${rules[i].text}`.slice(0, 90)]));
  fill('file', given.map(i => [i, files[i].name]));
  $('file-label').hidden = !manyFiles;
  $('status-label').hidden = !data.baseline;
}

function readFilters() {
  filters = Object.fromEntries(FORM.map(name => [name, $(name).value]));
  filters.search = filters.search.trim().toLowerCase();
  filters.only = only && only.key;
  $('only').hidden = !only;
  if (only) $('only').textContent = `Only student ${only.name} ✕`;
}

function clearFilters() {
  for (const name of FILTERS) $(name).value = '';
  only = null;
}

function matches(row) {
  return (!filters.level || levelOf(row) === filters.level)
    && (!filters.record || ruleOf(row).record === filters.record)
    && (!filters.school || schoolOf(row) === filters.school)
    && (!filters.rule || row[RULE] === Number(filters.rule))
    && (!filters.file || row[FILE] === Number(filters.file))
    && (!filters.kind || isEffect(row) === (filters.kind === 'effect'))
    && (!filters.status || row[STATUS] === Number(filters.status))
    && (!filters.only || studentOf(row) === filters.only)
    && (!filters.search || searchable(row).includes(filters.search));
}

function searchable(row) {
  return [row[LINE], ruleOf(row).label, text(row, TITLE), text(row, FIELD), text(row, VALUE), text(row, SCHOOL), text(row, STUDENT), text(row, SSID), text(row, MESSAGE)].join(' ').toLowerCase();
}

/** The filters in words, for the printed page. */
function filtersInWords() {
  const words = FILTERS.filter(name => $(name).value).map(name => {
    const label = $(name).labels[0].firstChild.textContent.trim().toLowerCase();
    return `${label}: ${name === 'search' ? `“${$(name).value}”` : $(name).selectedOptions[0].textContent}`;
  });
  if (only) words.push('student: ' + only.name);
  return [...words, 'grouped by ' + $('group').selectedOptions[0].textContent].join('; ');
}
