import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';
import { languageOf } from '../i18n/i18n.ts';

/** The catalogue's words for a problem, in the language of the screen. */
export function useProblemWords(): (problem: Problem) => string {
  const { i18n } = useTranslation();
  return (problem) => describeProblem(problem, languageOf(i18n));
}
