// Finds pages: by words with pagefind, by facets with the table that the site writes beside its index.

const WEIGHTS = { title: 10, ascii_title: 10, note: 1, ascii_text: 1 }; // of what stands in a page's meta
const WORDS = 20; // of a query
const MAGIC = "pagefind_dcd";

/** The finder of a language, or null if the bundle (an address, ending in "/") has no index of it. */
export async function open(bundle, language) {
  const { languages } = await (await get(`${bundle}pagefind-entry.json`)).json();
  const wanted = language.toLowerCase();
  // Without an index of the page's language pagefind would answer in another one.
  const tag = [wanted, wanted.split("-")[0]].find((tag) => Object.hasOwn(languages, tag));
  if (!tag) return null;
  const table = await (await unpack(`${bundle}${tag}.pf_table`)).json();
  const engine = await import(`${bundle}pagefind.js`);
  await engine.options({ ranking: { metaWeights: WEIGHTS } });
  return new Finder(bundle, engine, table);
}

class Finder {
  constructor(bundle, engine, { pages, facets }) {
    this.bundle = bundle;
    this.engine = engine;
    this.pages = pages;
    this.facets = facets;
    this.numbers = new Map(pages.map((name, number) => [name, number]));
  }

  /**
   * Pages with a term (all, if it is empty) and the chosen values ({ year: "2023" }), best first: { number, words };
   * and by facet and value how many there are, or would be if that value were chosen instead.
   */
  async find(term, chosen) {
    const matches = await this.matches(term);
    const wanted = Object.entries(chosen).map(([facet, value]) => [facet, this.facets[facet]?.values.indexOf(value)]);
    const tallies = Object.entries(this.facets).map(([facet, { rows, values }]) => ({
      facet, rows, values, counts: new Uint32Array(values.length),
    }));
    const found = matches.filter(({ number }) => {
      const missed = wanted.filter(([facet, value]) => !this.facets[facet]?.rows[number].includes(value));
      for (const { facet, rows, counts } of tallies) {
        if (missed.some(([other]) => other !== facet)) continue;
        for (const value of rows[number]) counts[value] += 1;
      }
      return !missed.length;
    });
    const counts = tallies.map(({ facet, values, counts }) => [
      facet, new Map(values.map((value, index) => [value, counts[index]]).filter(([, count]) => count)),
    ]);
    return { found, counts: new Map(counts) };
  }

  async matches(term) {
    if (!term) return this.pages.map((_, number) => ({ number, words: [] }));
    // pagefind's time grows with the square of a word that is repeated.
    const { results } = await this.engine.search([...new Set(term.split(/\s+/))].slice(0, WORDS).join(" "));
    return results.map(({ id, words }) => ({ number: this.numbers.get(id), words }));
  }

  /** What is to be shown of a page: { url, meta: { title, note }, content }. */
  async page(number) {
    const fragment = await (await unpack(`${this.bundle}fragment/${this.pages[number]}.pf_fragment`)).text();
    return JSON.parse(fragment.slice(MAGIC.length));
  }
}

async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

async function unpack(address) {
  return new Response((await get(address)).body.pipeThrough(new DecompressionStream("gzip")));
}
