// The search page. What it says stands in the page (data- attributes of the status), what is asked stands in the
// address (?q=strangers&year=2023), and pagefind, in search/bundle/, finds. A facet is a select of the form.

const PAGE = 20; // results shown at a time
const WORDS = 30; // of an excerpt
const PAUSE = 200; // ms without a key before a search
const WEIGHTS = { title: 10, ascii_title: 10, note: 1, ascii_text: 1 };

const form = document.getElementById("search");
const status = document.getElementById("status");
const list = document.getElementById("results");
const more = document.getElementById("more");
const template = document.getElementById("result");
const selects = [...form.querySelectorAll("select")];
const language = document.documentElement.lang;
const root = form.dataset.root;
const bundle = new URL(`${root}search/bundle/`, document.baseURI).href;

let rest = []; // results that are not shown yet
let turn = 0; // the number of the latest search: what an older one finds is not shown

// ---- what is asked

/** The query and the chosen values, without what is empty, as they stand in the address. */
function asked() {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
}

function restore() {
  const params = new URLSearchParams(location.search);
  form.elements.q.value = params.get("q") ?? "";
  for (const select of selects) choose(select, params.get(select.name) ?? "");
}

/** Select a value; one that the index does not know (or not yet) becomes an option too. */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

/** Put what is asked into the address, as a new step for the back button or in place of the current one. */
function remember(step) {
  const query = asked().toString();
  const address = query ? `?${query}` : location.pathname;
  if (query !== location.search.slice(1)) history[step](null, "", address);
}

// ---- asking

/** The engine and the counts of every value of every facet. Throws a word of the status's data- attributes. */
async function open() {
  const answer = await fetch(`${bundle}pagefind-entry.json`);
  if (!answer.ok) throw new Error(answer.statusText);
  const { languages } = await answer.json();
  const tag = language.toLowerCase();
  // Without an index of the page's language pagefind would answer in another one.
  if (!(tag in languages) && !(tag.split("-")[0] in languages)) return null;
  const engine = await import(`${bundle}pagefind.js`);
  await engine.options({ ranking: { metaWeights: WEIGHTS } });
  return { search: engine.search, all: await engine.filters() };
}

async function run() {
  const mine = ++turn;
  try {
    const engine = await opened;
    if (!engine) return say("absent");
    const params = asked();
    const term = params.get("q");
    params.delete("q");
    const chosen = Object.fromEntries(params);
    const idle = ![...asked()].length;
    const found = idle ? { results: [], filters: engine.all } : await engine.search(term, { filters: chosen });
    const counts = await countsOf(engine, term, chosen, found);
    const first = await Promise.all(found.results.slice(0, PAGE).map((result) => result.data()));
    if (mine !== turn) return;
    for (const select of selects) fill(select, counts[select.name] ?? {}, engine.all[select.name] ?? {});
    list.replaceChildren(...first.map(item));
    keep(found.results.slice(PAGE));
    if (idle) status.textContent = "";
    else count(found.results.length);
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

/** For each facet the counts of its values: for a chosen one, what choosing another value instead would give. */
async function countsOf(engine, term, chosen, found) {
  const counts = { ...found.filters };
  for (const name of Object.keys(chosen)) {
    const { [name]: _, ...others } = chosen;
    const without = Object.keys(others).length ? await engine.search(term, { filters: others }) : null;
    counts[name] = (without ? without.filters : found.totalFilters)[name];
  }
  return counts;
}

// ---- showing

function say(word) {
  status.textContent = status.dataset[word];
}

function fail(error) {
  console.warn(error);
  list.replaceChildren();
  keep([]);
  say("failed");
}

function count(number) {
  const { dataset } = status;
  const plural = number ? new Intl.PluralRules(language).select(number) : "zero";
  status.textContent = (dataset[plural] ?? dataset.other).replace("{n}", number.toLocaleString(language));
}

/** Give a select the values that still find something, with their counts; hide it if the whole index has none. */
function fill(select, counts, all) {
  const chosen = select.value;
  const order = new Intl.Collator(language, { numeric: true }).compare;
  const values = Object.keys(counts).filter((value) => counts[value] || value === chosen).sort(order);
  if ("newest" in select.dataset) values.reverse();
  const label = (value) => `${value} (${counts[value].toLocaleString(language)})`;
  select.length = 1; // the first option is "all", written in the page
  for (const value of values) select.add(new Option(label(value), value));
  choose(select, chosen);
  select.closest("label").hidden = !Object.keys(all).length;
}

function keep(results) {
  rest = results;
  more.hidden = !rest.length;
}

/** A result as an item of the list. Text goes in as text: titles and excerpts are others' words. */
function item(page) {
  const node = template.content.cloneNode(true).firstElementChild;
  const link = node.querySelector("a");
  link.href = root + page.raw_url;
  link.textContent = page.meta.title;
  node.querySelector(".note").textContent = page.meta.note ?? "";
  node.querySelector(".excerpt").append(...excerpt(page));
  return node;
}

/** Strings and <mark>s: the words around the first that was found, or the first words. */
function excerpt({ content, locations }) {
  const words = content.split(" "); // as the index counts them
  const found = new Set(locations);
  const start = Math.max(0, Math.min(...found, words.length) - 5) * Math.sign(found.size);
  const nodes = words.slice(start, start + WORDS).flatMap((word, index) => [
    found.has(start + index) ? Object.assign(document.createElement("mark"), { textContent: word }) : word,
    " ",
  ]);
  return [start ? "… " : "", ...nodes, start + WORDS < words.length ? "…" : ""];
}

// ---- listening

let pause;
form.elements.q.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => (remember("replaceState"), run()), PAUSE);
});
form.addEventListener("change", ({ target }) => {
  if (!selects.includes(target)) return;
  remember("pushState");
  run();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  remember("pushState");
  run();
});
addEventListener("popstate", () => {
  restore();
  run();
});
more.addEventListener("click", async () => {
  const mine = turn;
  const next = rest.slice(0, PAGE);
  keep(rest.slice(PAGE));
  try {
    const nodes = (await Promise.all(next.map((result) => result.data()))).map(item);
    if (mine !== turn) return;
    list.append(...nodes);
    nodes[0].querySelector("a").focus();
  } catch (error) {
    fail(error);
  }
});

const opened = open();
restore();
run();
