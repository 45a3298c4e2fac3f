// The search page. What it says stands in the page (data- attributes of the status), what is asked stands in the
// address (?q=strangers&year=2023). A facet is a select of the form; its first option is "all".

import { open } from "./finder.js";

const PAGE = 20; // results shown at a time
const WORDS = 30; // of an excerpt
const PAUSE = 250; // ms without a key before a search
const ENOUGH = 3; // letters to search by while typing; fewer find too much, and wait for Enter
const SLOW = 500; // ms after which the page says that it is searching

const form = document.getElementById("search");
const status = document.getElementById("status");
const list = document.getElementById("results");
const more = document.getElementById("more");
const template = document.getElementById("result");
const selects = [...form.querySelectorAll("select")];
const language = document.documentElement.lang;
const root = form.dataset.root;

let rest = []; // what was found and is not shown yet
let turn = 0; // the number of the latest search: what an older one finds is not shown
let pause;

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

/** Select a value; one that has no option (yet) gets one. */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

/** Put what is asked into the address: "pushState" for a new step of the back button, "replaceState" for none. */
function remember(how) {
  const query = asked().toString();
  if (query !== location.search.slice(1)) history[how](null, "", query ? `?${query}` : location.pathname);
}

// ---- asking

async function run() {
  const mine = ++turn;
  const slow = setTimeout(say, SLOW, "busy");
  try {
    const finder = await opened;
    if (!finder) return end("absent");
    const { q = "", ...chosen } = Object.fromEntries(asked());
    const { found, counts } = await finder.find(q, chosen);
    const idle = !q && !Object.keys(chosen).length;
    const nodes = await items(finder, idle ? [] : found.slice(0, PAGE));
    if (mine !== turn) return;
    for (const select of selects) fill(select, counts.get(select.name) ?? new Map(), finder.facets[select.name]);
    list.replaceChildren(...nodes);
    keep(idle ? [] : found.slice(PAGE));
    status.textContent = idle ? "" : counted(found.length);
  } catch (error) {
    console.warn(error);
    if (mine === turn) end("failed");
  } finally {
    clearTimeout(slow);
  }
}

async function show() {
  const mine = turn;
  const next = rest.slice(0, PAGE);
  keep(rest.slice(PAGE));
  try {
    const nodes = await items(await opened, next);
    if (mine !== turn) return;
    list.append(...nodes);
    nodes[0].querySelector("a").focus();
  } catch (error) {
    console.warn(error);
    end("failed");
  }
}

// ---- showing

function say(word) {
  status.textContent = status.dataset[word];
}

function end(word) {
  list.replaceChildren();
  keep([]);
  say(word);
}

function keep(found) {
  rest = found;
  more.hidden = !rest.length;
}

function counted(number) {
  const plural = number ? new Intl.PluralRules(language).select(number) : "zero";
  return (status.dataset[plural] ?? status.dataset.other).replace("{n}", number.toLocaleString(language));
}

/** Give a select the values that find something, with their counts; hide it if the whole index has none. */
function fill(select, counts, facet) {
  const chosen = select.value;
  const order = new Intl.Collator(language, { numeric: true }).compare;
  const values = [...counts.keys()].sort(order);
  if ("newest" in select.dataset) values.reverse();
  select.length = 1;
  for (const value of values) select.add(new Option(`${value} (${counts.get(value).toLocaleString(language)})`, value));
  choose(select, chosen);
  select.closest("label").hidden = !facet && !chosen;
}

function items(finder, found) {
  return Promise.all(found.map(async ({ number, words }) => item(await finder.page(number), words)));
}

/** A result as an item of the list. Text goes in as text: titles and excerpts are others' words. */
function item({ url, meta, content }, locations) {
  const node = template.content.cloneNode(true).firstElementChild;
  const link = node.querySelector("a");
  link.href = root + url;
  link.textContent = meta.title;
  node.querySelector(".note").textContent = meta.note ?? "";
  node.querySelector(".excerpt").append(...excerpt(content.split(" "), new Set(locations)));
  return node;
}

/** Strings and <mark>s: the words around the first that was found, or the first words. */
function excerpt(words, found) {
  const start = found.size ? Math.max(0, Math.min(...found) - 5) : 0;
  const nodes = words.slice(start, start + WORDS).flatMap((word, index) => {
    const mark = document.createElement("mark");
    mark.textContent = word;
    return [found.has(start + index) ? mark : word, " "];
  });
  return [start ? "… " : "", ...nodes, start + WORDS < words.length ? "…" : ""];
}

// ---- listening

function ask(how) {
  clearTimeout(pause);
  remember(how);
  run();
}

form.elements.q.addEventListener("input", ({ target }) => {
  clearTimeout(pause);
  const length = target.value.trim().length;
  if (!length || length >= ENOUGH) pause = setTimeout(ask, PAUSE, "replaceState");
});
form.addEventListener("change", ({ target }) => {
  if (selects.includes(target)) ask("pushState");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask("pushState");
});
addEventListener("popstate", () => {
  restore();
  run();
});
more.addEventListener("click", show);

const opened = open(new URL(`${root}search/bundle/`, document.baseURI).href, language);
restore();
run();
