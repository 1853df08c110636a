import { useTranslation } from 'react-i18next';

/** A large count as people say it: `68 万`, `680K`. Small ones stay exact. */
export function useCountWords(): (count: number) => string {
  const { i18n } = useTranslation();
  return (count) => new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 }).format(count).replace(/(\d)(\p{Script=Han})/u, '$1 $2');
}
