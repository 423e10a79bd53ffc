/** The colours of the embed: those of the page around it, which no frame can see, so it is told by `?theme=`. */
const themes = ['light', 'dark', 'auto'] as const
export type Theme = (typeof themes)[number]

/** Light unless another one is named: most pages are, whatever their reader's system is set to. */
export const themeIn = (param: string | undefined): Theme => themes.find(name => name === param) ?? 'light'

/** As CSS names what the page is drawn in. */
export const colorSchemes: Readonly<Record<Theme, string>> = {
  light: 'light',
  dark: 'dark',
  auto: 'light dark',
}
