/** Reads something again while it changes without events, such as a running import. */

const PAUSE_MS = 2_000;

export class Repeating {
  #timer = 0;

  /**
   * Calls back once after a pause, unless this is called again before.
   *
   * @param {boolean} isChanging whether to call back
   * @param {() => unknown} read
   */
  plan(isChanging, read) {
    this.stop();
    if (isChanging) {
      this.#timer = setTimeout(() => (document.hidden ? this.plan(true, read) : read()), PAUSE_MS);
    }
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
