/*
 * Sort what is pasted into an article's paragraph into blocks (news.writing.paste_views says how).
 *
 * Wagtail's stream of blocks is extended, not replaced. Whatever the site cannot sort is pasted as
 * the editor does by itself, and so is plain text (Ctrl+Shift+V) unless it is a list of quotations
 * or links; what comes from the editor is not touched.
 */
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;
  const PARAGRAPH = 'paragraph';
  // What Draftail puts on the clipboard itself, and takes back without loss.
  const FRAGMENT = 'data-draftjs-conductor-fragment';
  const OWN = new RegExp(`${FRAGMENT}|data-editor=`);
  const EMBEDDED = /\ssrc\s*=\s*("data:[^"]*"|'data:[^']*')/gi;
  const MOST_CHARACTERS = 1_000_000;
  const PATIENCE_MS = 5_000;

  /* Pastes of ours, on their way to Draftail. */
  const ours = new WeakSet();

  function pasteInto(editable, html, text) {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    clipboardData.setData('text/html', html);
    const event = new ClipboardEvent('paste', {
      clipboardData,
      bubbles: true,
      cancelable: true,
    });
    ours.add(event);
    editable.dispatchEvent(event);
  }

  /* Draftail's own form of a copy, which it inserts at the cursor as it is. */
  function asFragment(contentState) {
    const holder = document.createElement('div');
    holder.setAttribute(FRAGMENT, contentState);
    holder.textContent = '\u00a0';
    return holder.outerHTML;
  }

  /* Lines as paragraphs; one line alone is no list of anything. */
  function asHtml(text) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim());
    if (lines.length < 2) return '';
    return lines
      .map((line) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = line;
        return paragraph.outerHTML;
      })
      .join('');
  }

  function textOf(contentState) {
    return JSON.parse(contentState)
      .blocks.map((block) => block.text)
      .join('\n');
  }

  function hasText(child) {
    return child.block.getState().getCurrentContent().hasText();
  }

  /* What a person could have changed in a block, however the editor writes it down. */
  function contentOf(child) {
    if (child.type !== PARAGRAPH) return child.getValue();
    return child.block
      .getState()
      .getCurrentContent()
      .getBlocksAsArray()
      .map((line) => [
        line.getType(),
        line.getDepth(),
        line.getText(),
        line.getCharacterList().map((each) => each.getStyle().join()),
      ]);
  }

  /* Without the empty line that splitting leaves where the cursor stood at the end of one. */
  function withoutEmptyStart(state) {
    const { push, moveSelectionToStart } = state.constructor;
    const content = state.getCurrentContent();
    if (content.getFirstBlock().getText()) return state;
    const lines = content.getBlockMap().rest();
    return moveSelectionToStart(push(state, content.set('blockMap', lines), 'remove-range'));
  }

  /* One paste: where it went, and how to take it back. */
  class Paste {
    constructor(stream, child, html, text) {
      this.stream = stream;
      this.child = child;
      this.isPlain = !html.trim();
      this.html = this.isPlain ? asHtml(text) : html;
      this.text = text;
      this.before = child.block.getState();
      this.added = [];
      this.split = null;
      this.replaced = null;
    }

    get editable() {
      return this.child.element.querySelector('[contenteditable="true"]');
    }

    get isThere() {
      return this.stream.children.includes(this.child);
    }

    /* As Draftail does it alone. */
    leaveToEditor() {
      pasteInto(this.editable, this.isPlain ? '' : this.html, this.text);
    }

    place(blocks) {
      this.before = this.child.block.getState();
      const rest = [...blocks];
      if (rest[0].type === PARAGRAPH) {
        const lead = rest.shift().value;
        pasteInto(this.editable, asFragment(lead), textOf(lead));
      }
      if (rest.length) this.addAfterCursor(rest);
      this.focusEnd();
      this.state = this.current();
    }

    addAfterCursor(blocks) {
      const { stream, child } = this;
      if (!hasText(child)) {
        this.insert(blocks, child.index + 1);
        this.replaced = { id: child.id, index: child.index };
        stream.deleteBlock(child.index);
        return;
      }
      const state = child.block.getState();
      const { stateBefore, stateAfter, shouldMoveCommentFn } =
        window.draftail.splitState(state);
      if (!stateBefore.getCurrentContent().hasText()) {
        this.insert(blocks, child.index);
        return;
      }
      if (stateAfter.getCurrentContent().hasText()) {
        child.split(stateBefore, withoutEmptyStart(stateAfter), shouldMoveCommentFn);
        this.split = stream.children[child.index + 1];
      }
      this.insert(blocks, child.index + 1);
    }

    insert(blocks, index) {
      blocks.forEach((block, offset) => {
        this.added.push(this.stream.insert(block, index + offset));
      });
    }

    /* To compare with later: what was changed since is not taken back. */
    current() {
      const parts = [...this.added, this.split, this.replaced ? null : this.child];
      return JSON.stringify(
        parts
          .filter(Boolean)
          .map((part) => (this.stream.children.includes(part) ? contentOf(part) : null)),
      );
    }

    focusEnd() {
      if (this.last.type !== PARAGRAPH) {
        this.last.focus();
        return;
      }
      const state = this.last.block.getState();
      this.last.block.setState(state.constructor.moveFocusToEnd(state));
    }

    get last() {
      return this.added.at(-1) || this.child;
    }

    get isUnchanged() {
      return this.current() === this.state;
    }

    undo() {
      const { stream } = this;
      [...this.added, this.split].filter(Boolean).forEach((part) => {
        stream.deleteBlock(part.index);
      });
      if (this.replaced) {
        const { id, index } = this.replaced;
        this.child = stream.insert(
          { type: PARAGRAPH, id, value: this.before },
          index,
        );
      } else {
        this.child.block.setState(this.before);
      }
      this.added = [];
      this.split = null;
      this.replaced = null;
    }
  }

  /* What was done with a paste, in words, with what can be done next. */
  class Notice {
    constructor(host, words) {
      this.words = words;
      this.status = document.createElement('div');
      this.status.setAttribute('role', 'status');
      this.status.className = 'w-sr-only';
      host.prepend(this.status);
    }

    show(after, said, buttons, kind = 'info') {
      this.hide();
      this.element = document.createElement('div');
      this.element.className = `help-block help-${kind} desk-paste`;
      this.element.setAttribute('role', 'group');
      this.element.setAttribute('aria-label', this.words.label);
      const icon = kind === 'info' ? 'help' : 'warning';
      this.element.innerHTML = `<svg class="icon icon-${icon} icon" aria-hidden="true"><use href="#icon-${icon}"></use></svg>`;
      const text = document.createElement('p');
      text.textContent = said;
      const row = document.createElement('div');
      row.className = 'desk-paste__buttons';
      row.append(...buttons.map(([label, act]) => this.button(label, act)));
      this.element.append(text, row);
      after.after(this.element);
      this.element.scrollIntoView({ block: 'nearest' });
      this.say(said);
    }

    button(label, act) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-small button-secondary';
      button.textContent = label;
      button.addEventListener('click', act);
      return button;
    }

    say(words) {
      this.status.textContent = words;
    }

    hide() {
      this.element?.remove();
      this.element = null;
    }
  }

  class PasteSorter {
    constructor(stream, settings) {
      this.stream = stream;
      this.settings = settings;
      this.notice = new Notice(stream.element, settings);
      this.paste = null;
      stream.element.addEventListener('paste', (event) => this.onPaste(event), true);
      stream.element.addEventListener('keydown', (event) => this.onKey(event), true);
    }

    onPaste(event) {
      if (ours.has(event)) return;
      const html = (event.clipboardData?.getData('text/html') || '').replace(EMBEDDED, '');
      const child = this.stream.children.find(
        (each) => each.type === PARAGRAPH && each.element.contains(event.target),
      );
      const isText = event.target.closest?.('[contenteditable="true"]');
      if (!child || !isText || OWN.test(html)) return;
      const text = event.clipboardData?.getData('text/plain') || '';
      const paste = new Paste(this.stream, child, html, text);
      if (!paste.html) return;
      event.preventDefault();
      event.stopPropagation();
      this.notice.hide();
      // Whoever saves at once saves with what was pasted.
      document.dispatchEvent(new CustomEvent('desk:writing', { detail: this.sort(paste) }));
    }

    onKey(event) {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
      if (isUndo && this.notice.element && this.paste?.isUnchanged) {
        event.preventDefault();
        event.stopPropagation();
        this.undo();
      }
    }

    async sort(paste) {
      this.paste = null;
      const answer = await this.ask(paste.html, []);
      // The block may have been deleted meanwhile; the text is still on the clipboard.
      if (!paste.isThere) return;
      if (!answer?.blocks.length || (paste.isPlain && !answer.offers.length)) {
        paste.leaveToEditor();
        if (!answer && !paste.isPlain) this.tell(paste, this.settings.failed, 'warning');
        return;
      }
      paste.place(answer.blocks);
      this.paste = paste;
      if (answer.blocks.length > 1 || answer.offers.length) this.offer(answer);
      this.changed();
    }

    async ask(html, turns) {
      if (html.length > MOST_CHARACTERS) return null;
      const body = new FormData();
      body.append('html', html);
      turns.forEach((turn) => body.append('turn', turn));
      const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
      try {
        const response = await fetch(this.settings.url, {
          method: 'POST',
          headers: { [CSRF_HEADER_NAME]: CSRF_TOKEN, 'X-Requested-With': 'XMLHttpRequest' },
          body,
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        return response.ok ? await response.json() : null;
      } catch {
        return null;
      }
    }

    offer(answer) {
      const { undo, keep } = this.settings;
      this.notice.show(
        this.paste.last.element,
        [answer.said, ...answer.offers.map((each) => each.said)].join(' '),
        [
          ...answer.offers.map(({ turn, button }) => [button, () => this.turn(turn)]),
          [undo, () => this.undo()],
          [keep, () => this.dismiss()],
        ],
      );
    }

    async turn(turn) {
      const { paste } = this;
      if (!this.mayTakeBack()) return;
      const turns = [...(paste.turns || []), turn];
      const answer = await this.ask(paste.html, turns);
      if (!answer?.blocks.length || !this.mayTakeBack()) {
        if (!answer) this.tell(paste, this.settings.unturned, 'warning');
        return;
      }
      paste.undo();
      paste.turns = turns;
      paste.place(answer.blocks);
      this.offer({ ...answer, said: `${this.settings.turned} ${answer.said}` });
      this.notice.element.querySelector('button').focus();
      this.changed();
    }

    mayTakeBack() {
      if (this.paste.isUnchanged) return true;
      this.tell(this.paste, this.settings.changed);
      return false;
    }

    undo() {
      if (!this.mayTakeBack()) return;
      this.paste.undo();
      this.dismiss();
      this.notice.say(this.settings.undone);
      this.changed();
    }

    dismiss() {
      this.notice.hide();
      this.paste?.child.focus();
    }

    tell(paste, words, kind) {
      const after = paste.last.element.isConnected ? paste.last : this.stream.children.at(-1);
      this.notice.show(after.element, words, [[this.settings.keep, () => this.dismiss()]], kind);
    }

    /* Wagtail saves and previews what changed. */
    changed() {
      this.stream.element.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  class ArticleBodyDefinition extends StreamBlockDefinition {
    render(...where) {
      const stream = super.render(...where);
      stream.pasteSorter = new PasteSorter(stream, this.meta.paste);
      return stream;
    }
  }

  window.telepath.register('news.writing.ArticleBody', ArticleBodyDefinition);
})();
