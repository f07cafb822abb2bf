/** `__Host-` binds the cookie to this host, but browsers keep it only over https. */
export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-bangfu_session' : 'bangfu_session')

/** The value of a cookie in a Cookie header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}

/** The language that the reader chose in this browser; pages write it. */
export const languageCookieName = 'bangfu_language'

/** A Set-Cookie value; null ends the session in the browser. */
export const sessionCookie = (token: string | null, secure: boolean): string =>
  `${sessionCookieName(secure)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}${token === null ? '; Max-Age=0' : ''}`
