import { ConfigProvider, type ThemeConfig } from 'antd'
import type { Locale } from 'antd/es/locale'
import enUS from 'antd/es/locale/en_US'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useKept } from '../kept.ts'
import { useLanguage } from '../language.tsx'

/** LOOK's tokens for antd; contrasts as measured (every text at least 4.5:1 on white). */
function themeOf(scale: number): ThemeConfig {
  return {
    token: {
      colorPrimary: '#0958d9',
      // antd derives a lighter blue for hovering; on white it falls below 4.5:1.
      colorPrimaryHover: '#003eb3',
      colorPrimaryTextHover: '#003eb3',
      colorLinkHover: '#003eb3',
      colorInfo: '#0958d9',
      colorLink: '#0958d9',
      colorSuccess: '#237804',
      colorWarning: '#9c5c00',
      // Red is for people who are missed; what is wrong in a form waits for a correction and is amber.
      colorError: '#9c5c00',
      colorText: '#1f2329',
      colorTextSecondary: '#4e5969',
      colorTextTertiary: '#4e5969',
      colorTextDescription: '#4e5969',
      colorTextLabel: '#4e5969',
      colorTextPlaceholder: '#6b6b6b',
      colorBorder: '#8f959e',
      colorBorderSecondary: '#e5e6eb',
      colorBgLayout: '#f7f8fa',
      fontFamily: 'var(--fonts)',
      fontSize: 14 * scale,
      // A finger on a phone needs 44 px; see touch.css.
      controlHeight: window.matchMedia('(pointer: coarse) and (max-width: 700px)').matches ? 44 : 32 * scale,
      borderRadius: 6,
      wireframe: false,
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: { Form: { labelColor: '#1f2329', itemMarginBottom: 20 } },
  }
}

const SizeContext = createContext<{ large: boolean; setLarge: (large: boolean) => void }>({
  large: false,
  setLarge: () => {},
})

/** Large mode of this browser and how to change it. */
export const useSize = () => useContext(SizeContext)

const nonceOfPage = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce

function useLocale(): Locale | undefined {
  const language = useLanguage()
  const [chinese, setChinese] = useState<Locale>()
  useEffect(() => {
    // antd carries its English words anyway; the Chinese ones are fetched beside the page.
    if (language === 'zh') void import('antd/es/locale/zh_CN').then((module) => setChinese(module.default))
  }, [language])
  const locale = language === 'zh' ? chinese : enUS
  return useMemo(() => locale && saidAsShown(locale), [locale])
}

/** Year and month over the calendar are called what they show: a name that hides it cannot be spoken to by voice. */
function saidAsShown(locale: Locale): Locale {
  if (!locale.DatePicker) return locale
  const { lang } = locale.DatePicker
  return { ...locale, DatePicker: { ...locale.DatePicker, lang: { ...lang, yearSelect: '', monthSelect: '' } } }
}

/** The look of the officers' pages: tokens, text size, antd's own words in the reader's language. */
export function Look({ children }: { children: ReactNode }) {
  const [large, setLarge] = useKept('large', false)
  const locale = useLocale()
  useEffect(() => {
    document.documentElement.dataset.size = large ? 'large' : 'normal'
  }, [large])
  const theme = useMemo(() => themeOf(large ? 1.25 : 1), [large])
  const size = useMemo(() => ({ large, setLarge }), [large, setLarge])
  return (
    <SizeContext value={size}>
      <ConfigProvider theme={theme} locale={locale} csp={{ nonce: nonceOfPage() }} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </SizeContext>
  )
}
