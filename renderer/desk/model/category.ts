import { useTranslation } from 'react-i18next';
import { codePath } from '#shared/domain/code-list.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import { languageOf } from '../i18n/i18n.ts';

/** The words of a category with its group before it, `光宽 频繁掉线`; an unknown code is shown as it is. */
export function useCategoryName(): (code: string) => string {
  const { i18n } = useTranslation();
  const language = languageOf(i18n);
  return (code) => {
    const path = codePath(defaultCodeBook, code);
    return path.length === 0 ? code : path.map((step) => (language === 'en' ? step.en : step.zh)).join(language === 'en' ? ': ' : ' ');
  };
}
