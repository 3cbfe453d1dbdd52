/*
 * The tests of the checks beside an article's text. news.writing.checks names the elements each
 * one looks at, its limits, and what it says; here is only how an element is judged.
 *
 * A test takes an element and its rule's options and returns whether all is well.
 */
(() => {
  const PARTNERS = { '“': ['”'], '„': ['“', '”'], '«': ['»'], '»': ['«'] };
  const CLOSING = new Set(['”', '»', '«', '“']);

  const textOf = (element) => element.textContent.replace(/\s+/g, ' ').trim();

  /*
   * What is open at the end of a text, innermost last; null where something ends that never began.
   * Single marks are left alone: an apostrophe looks the same.
   */
  function openMarks(text) {
    const open = [];
    for (const mark of text) {
      if (open.at(-1)?.includes(mark)) {
        open.pop();
      } else if (PARTNERS[mark]) {
        open.push(PARTNERS[mark]);
      } else if (mark === '"') {
        open.push(['"']);
      } else if (CLOSING.has(mark)) {
        return null;
      }
    }
    return open;
  }

  /* A quotation of several paragraphs: each begins with a mark, only the last one ends with one. */
  function isContinued(element) {
    const next = element.nextElementSibling;
    const mark = textOf(element)[0];
    return Boolean(
      PARTNERS[mark] && next?.tagName === element.tagName && textOf(next)[0] === mark,
    );
  }

  const nameOfFile = (address) =>
    decodeURIComponent(address.split('/').at(-1).split('.')[0])
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');

  const TESTS = {
    never: () => false,
    has: (element, { within }) => element.querySelector(within) !== null,
    'text-length': (element, { most }) => textOf(element).length <= most,
    'word-count': (element, { most }) => textOf(element).split(' ').length <= most,
    'not-matching': (element, { pattern }) =>
      !new RegExp(pattern, 'iu').test(textOf(element).replace(/[\s.…!→›»]+$/u, '')),
    'balanced-marks': (element) => {
      const open = openMarks(textOf(element));
      if (open === null || open.length > 1) return false;
      return !open.length || isContinued(element);
    },
    'not-file-name': (element) => {
      const said = nameOfFile(element.alt);
      return !said || !nameOfFile(element.currentSrc || element.src).startsWith(said);
    },
  };

  const { userbar } = window.wagtail;
  const configuration = document.querySelector('wagtail-userbar')?.shadowRoot?.querySelector(
    '#checker-axe-configuration',
  );
  if (!configuration) return;
  for (const { id, options } of JSON.parse(configuration.textContent).spec.checks) {
    const test = TESTS[options?.test];
    if (test) userbar.registerCheck(id, test);
  }
})();
