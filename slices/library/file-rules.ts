/** Ends of names that are kept: what offices send documents as. */
export const fileEnds = ['pdf', 'ofd', 'doc', 'docx', 'wps', 'jpg', 'jpeg', 'png', 'txt'] as const

/** A document is read by people, not a film. */
export const mostBytes = 20 * 1024 * 1024
export const mostFiles = 10

/** The name without folders and signs that no file system takes. */
export const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[<>:"|?*\p{Cc}]/gu, '')
    .trim()
    .slice(-200)

export const fits = (name: string): boolean =>
  fileEnds.some((end) => name.toLowerCase().endsWith(`.${end}`) && name.length > end.length + 1)
