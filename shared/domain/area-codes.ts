/**
 * Area codes of mainland China and how many digits a subscriber number has behind each.
 *
 * Source: the numbering plan for fixed lines (电信网编号计划) as collected in the project's reference table
 * of 321 codes; where a region is in the middle of a migration both lengths are in use.
 * A code keeps its leading zero, as it is dialled and written.
 */
const codes = (list: string): readonly string[] => list.trim().split(/\s+/);

const EIGHT_DIGITS = codes(`
  010 020 021 022 023 024 025 027 028 029 0311 0371 0377 0379 0411 0431 0432 0451 0510 0511 0512 0513 0514 0515
  0516 0517 0518 0519 0523 0527 0531 0532 0551 0571 0573 0574 0575 0576 0577 0579 0591 0595 0731 0755 0757 0760
  0769 0791 0871 0898
`);

const SEVEN_DIGITS = codes(`
  0310 0312 0313 0314 0315 0316 0317 0318 0319 0335 0349 0350 0351 0352 0353 0354 0355 0356 0357 0358 0359 0370
  0372 0373 0374 0375 0376 0391 0392 0393 0394 0395 0396 0398 0412 0415 0416 0417 0418 0419 0421 0427 0429 0434
  0436 0437 0438 0439 0452 0453 0454 0455 0456 0457 0458 0459 0464 0467 0468 0469 0470 0471 0472 0473 0474 0475
  0476 0477 0478 0479 0482 0483 0530 0533 0534 0535 0536 0537 0538 0539 0543 0546 0550 0552 0553 0554 0555 0556
  0557 0558 0559 0561 0562 0563 0564 0566 0570 0572 0578 0580 0592 0593 0594 0596 0597 0598 0599 0631 0632 0633
  0635 0660 0662 0663 0668 0691 0692 0701 0710 0711 0712 0713 0714 0715 0716 0717 0718 0719 0722 0724 0728 0730
  0734 0735 0736 0737 0738 0739 0743 0744 0745 0746 0750 0751 0752 0753 0756 0758 0759 0762 0763 0766 0768 0770
  0771 0772 0773 0774 0775 0776 0777 0778 0779 0790 0792 0793 0794 0795 0796 0797 0798 0799 0812 0813 0816 0817
  0818 0825 0826 0827 0830 0831 0832 0833 0834 0835 0836 0837 0838 0839 0854 0855 0856 0857 0858 0859 0870 0872
  0873 0874 0875 0876 0877 0878 0879 0883 0886 0887 0888 0891 0892 0893 0894 0895 0896 0897 0901 0902 0903 0906
  0908 0909 0911 0912 0913 0914 0915 0916 0917 0919 0930 0931 0932 0933 0934 0935 0936 0937 0938 0939 0941 0943
  0951 0952 0953 0954 0955 0970 0971 0972 0973 0974 0975 0976 0977 0978 0979 0990 0991 0992 0993 0994 0995 0996
  0997 0998 0999
`);

const SEVEN_OR_EIGHT_DIGITS = codes(`
  0433 0435 0754 0851
`);

const LENGTHS: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...EIGHT_DIGITS.map((code) => [code, [8]] as const),
  ...SEVEN_DIGITS.map((code) => [code, [7]] as const),
  ...SEVEN_OR_EIGHT_DIGITS.map((code) => [code, [7, 8]] as const),
]);

/** Number of area codes in the table. */
export const AREA_CODE_COUNT = LENGTHS.size;

/** Subscriber number lengths behind an area code (with its leading zero), or an empty list for an unknown code. */
export function subscriberLengths(areaCode: string): readonly number[] {
  return LENGTHS.get(areaCode) ?? [];
}

/**
 * Split digits that begin with an area code into the code and the rest. 010 and 02x have three digits, all
 * others four (with the zero). The rest is not checked.
 */
export function splitAreaCode(digits: string): { areaCode: string; rest: string } | null {
  if (!digits.startsWith('0')) return null;
  const length = /^0(?:10|2\d)/.test(digits) ? 3 : 4;
  const areaCode = digits.slice(0, length);
  return LENGTHS.has(areaCode) ? { areaCode, rest: digits.slice(length) } : null;
}
