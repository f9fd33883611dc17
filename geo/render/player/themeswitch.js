// The theme of the page: the viewer's choice, or the setting of the system.

export class ThemeSwitch {
  /** @param {PlayerStore} store */
  constructor(store) {
    this.store = store;
    this._system = matchMedia('(prefers-color-scheme: light)');
    this._system.addEventListener('change', () => {
      store.set({ systemTheme: this._systemTheme }, store.get('themeChoice') === 'auto' ? 'theme' : null);
    });
    store.set({ systemTheme: this._systemTheme });
    // This is the first watcher of the theme: the page must have the theme before a view reads a colour.
    store.watch(['theme'], () => this._apply());
    this._apply();
  }

  /** @param {ThemeChoice} choice @throws {TypeError} if it is not a theme */
  choose(choice) {
    if (!['dark', 'light', 'auto'].includes(choice)) {
      throw new TypeError(`setTheme: found ${choice}, expected dark, light or auto`);
    }
    this.store.set({ themeChoice: choice }, 'theme');
  }

  /** @returns {ThemeName} */
  get _systemTheme() { return this._system.matches ? 'light' : 'dark'; }

  _apply() {
    const theme = this.store.get('theme');
    document.documentElement.dataset.theme = theme.name;
    theme.prepare();
  }
}
