import { useTranslation } from 'react-i18next';

/** A large count as people say it before its unit: `68 万` + `户`, `680K` + ` customers`. A bare number keeps its distance to a Chinese unit. */
export function useCountWords(): (count: number) => string {
  const { i18n } = useTranslation();
  return (count) => new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 }).format(count).replace(/(\d)(\p{Script=Han})/u, '$1 $2') + (count < 10_000 && i18n.language !== 'en' ? ' ' : '');
}
