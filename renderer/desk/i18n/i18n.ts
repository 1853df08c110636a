import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/contract/errors.ts';
import { enWords, zhWords } from './resources.ts';

/** An own instance, ready at once: all words are in the bundle. */
export function createI18n(language: Language): I18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': zhWords, en: enWords },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
  return instance;
}

/** The language of the instance as one of ours, for `describeProblem` and dates. */
export function languageOf(instance: I18n): Language {
  return instance.language === 'en' ? 'en' : 'zh-CN';
}
