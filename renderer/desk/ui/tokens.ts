import { theme, type ThemeConfig } from 'antd';

/**
 * Every colour, size and shadow of the desk, for both themes: the one place where a value is written.
 * The CSS variables of the components (`--text2`, `--liveLine` …) and the antd theme are both made from here.
 */
export type ThemeName = 'light' | 'dark';

const lightPalette = {
  bg: '#ECEFF3', sf: '#FFFFFF', sf2: '#F5F7F9', sf3: '#E4E9EF', elevated: '#FFFFFF', mask: 'rgba(16,24,40,.38)',
  line: '#DCE1E8', border: '#C6CDD7', borderField: '#7C8696', selectedSegment: '#FFFFFF',
  text: '#141A23', text2: '#434E5E', text3: '#596577',
  accent: '#1650C8', accentHover: '#0F42AB', accentActive: '#0B348A', accentText: '#1650C8', accentSoft: '#E9F0FD', accentLine: '#B5CAF4',
  live: '#10244D', live2: '#1D3566', liveLine: '#34497A', liveText: '#FFFFFF', liveText2: '#B9C7E4', liveGood: '#7FE0A6', liveWarn: '#FFC46B',
  red: '#C42B25', redText: '#AE211B', redSoft: '#FDEDEB', redLine: '#F0BFBA',
  amber: '#C97A00', amberText: '#854900', amberSoft: '#FFF4DE', amberLine: '#EBCB8E',
  green: '#1E8549', greenText: '#176B3A', greenSoft: '#E7F5EC', greenLine: '#B0DAC0', greenFill: '#1E8549',
  call: '#4A78D6',
  shadowPopover: '0 4px 16px rgba(16,36,77,.14), 0 1px 3px rgba(16,36,77,.10)', shadowDrawer: '-8px 0 32px rgba(16,36,77,.12)',
} as const;

export type Palette = { readonly [Name in keyof typeof lightPalette]: string };

const darkPalette: Palette = {
  bg: '#0C1015', sf: '#151B23', sf2: '#1B222C', sf3: '#28313D', elevated: '#1B222C', mask: 'rgba(0,0,0,.62)',
  line: '#28313D', border: '#3D4857', borderField: '#6C798C', selectedSegment: '#3A4554',
  text: '#E9EDF3', text2: '#B6C0CE', text3: '#94A0B1',
  accent: '#2F68DE', accentHover: '#2458C4', accentActive: '#1D4AA8', accentText: '#8CB2FF', accentSoft: '#17294C', accentLine: '#2E4D8C',
  live: '#17315F', live2: '#24427A', liveLine: '#3F5F9C', liveText: '#FFFFFF', liveText2: '#BED0F2', liveGood: '#7FE0A6', liveWarn: '#FFC46B',
  red: '#D2413A', redText: '#FF9F97', redSoft: '#381A1B', redLine: '#6A2D2C',
  amber: '#E2A03A', amberText: '#F3BF69', amberSoft: '#32260F', amberLine: '#674B18',
  green: '#2C9A5B', greenText: '#74D69B', greenSoft: '#122E1F', greenLine: '#255C3D', greenFill: '#1C7F47',
  call: '#5B86DE',
  shadowPopover: '0 4px 20px rgba(0,0,0,.55), 0 0 0 1px #28313D', shadowDrawer: '-8px 0 32px rgba(0,0,0,.5)',
};

export const palettes: Readonly<Record<ThemeName, Palette>> = { light: lightPalette, dark: darkPalette };

export const fontFamily =
  '"WH Num","PingFang SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';

/** The two themes as one style sheet of CSS variables, switched by `data-theme` on the root element. */
export function tokenStyleSheet(): string {
  const block = (name: ThemeName): string => {
    const variables = Object.entries(palettes[name]).map(([key, value]) => `--${key}:${value}`);
    return `:root[data-theme="${name}"]{color-scheme:${name};${variables.join(';')}}`;
  };
  return `:root{--font:${fontFamily}}${block('light')}${block('dark')}`;
}

const common = {
  fontFamily,
  fontSize: 14, fontSizeSM: 12, fontSizeLG: 16, fontSizeXL: 20,
  fontSizeHeading3: 20, fontSizeHeading4: 16, fontSizeHeading5: 14, fontWeightStrong: 600,
  lineHeight: 20 / 14, lineHeightSM: 16 / 12, lineHeightLG: 1.5,
  borderRadius: 6, borderRadiusSM: 4, borderRadiusXS: 2, borderRadiusLG: 8,
  controlHeight: 32, controlHeightSM: 28, controlHeightLG: 40,
  padding: 16, paddingSM: 12, paddingXS: 8, paddingXXS: 4, paddingContentHorizontal: 12,
  motionDurationFast: '80ms', motionDurationMid: '120ms', motionDurationSlow: '160ms',
  motionEaseOut: 'cubic-bezier(.2,0,0,1)', lineWidthFocus: 2, wireframe: false,
} as const;

/** Text in `colorPrimary` would be too dark on the dark surface: wherever antd paints words with it, `accentText` is put back. */
function components(p: Palette): NonNullable<ThemeConfig['components']> {
  return {
    Button: {
      fontWeight: 400, paddingInline: 12, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none',
      defaultBorderColor: p.border, defaultHoverBorderColor: p.accentText, defaultHoverColor: p.accentText,
      defaultActiveColor: p.accentText, defaultActiveBorderColor: p.accentText,
    },
    Tabs: {
      horizontalItemGutter: 20, horizontalItemPadding: '8px 0', titleFontSize: 14,
      inkBarColor: p.accentText, itemSelectedColor: p.text, itemHoverColor: p.accentText,
    },
    Segmented: { trackPadding: 2, trackBg: p.sf3, itemSelectedBg: p.selectedSegment },
    Table: {
      cellPaddingBlockSM: 4, cellPaddingInlineSM: 8, headerBg: p.sf, headerColor: p.text2, rowSelectedBg: p.accentSoft, headerSplitColor: 'transparent',
    },
    Tag: { defaultBg: p.sf3, defaultColor: p.text2 },
    Drawer: { footerPaddingBlock: 8, footerPaddingInline: 20 },
    Timeline: { itemPaddingBottom: 10, tailColor: p.line },
    Descriptions: { itemPaddingBottom: 8, titleMarginBottom: 4, labelColor: p.text3 },
    Progress: { remainingColor: p.sf3, defaultColor: p.accentText },
    Menu: { itemSelectedColor: p.accentText },
    Pagination: { itemActiveColor: p.accentText },
    Select: { optionSelectedColor: p.accentText, optionSelectedBg: p.accentSoft, activeBorderColor: p.accentText, hoverBorderColor: p.accentText },
    Input: { activeBorderColor: p.accentText, hoverBorderColor: p.accentText },
    Radio: { buttonColor: p.text },
  };
}

function tokens(p: Palette) {
  return {
    ...common,
    colorPrimary: p.accent, colorPrimaryHover: p.accentHover, colorPrimaryActive: p.accentActive,
    colorPrimaryBg: p.accentSoft, colorPrimaryBorder: p.accentLine, colorInfo: p.accentText, colorLink: p.accentText,
    colorSuccess: p.green, colorSuccessText: p.greenText, colorSuccessBg: p.greenSoft, colorSuccessBorder: p.greenLine,
    colorWarning: p.amber, colorWarningText: p.amberText, colorWarningBg: p.amberSoft, colorWarningBorder: p.amberLine,
    colorError: p.red, colorErrorText: p.redText, colorErrorBg: p.redSoft, colorErrorBorder: p.redLine,
    colorTextBase: p.text, colorBgBase: p.sf, colorText: p.text, colorTextSecondary: p.text2,
    colorTextTertiary: p.text3, colorTextQuaternary: p.borderField, colorTextPlaceholder: p.text3,
    colorTextDescription: p.text3, colorTextDisabled: p.borderField,
    colorBgLayout: p.bg, colorBgContainer: p.sf, colorBgElevated: p.elevated,
    colorFillSecondary: p.sf3, colorFillTertiary: p.sf2, colorFillAlter: p.sf2,
    colorBorder: p.borderField, colorBorderSecondary: p.line, colorSplit: p.line, controlItemBgActive: p.accentSoft,
    colorBgMask: p.mask, boxShadow: p.shadowPopover, boxShadowSecondary: p.shadowPopover,
  };
}

type Algorithm = typeof theme.darkAlgorithm;

/** `darkAlgorithm` recomputes the seed colours and a token cannot override a seed: a second algorithm puts them back. */
const pinDarkSeeds: Algorithm = (seed, map) => ({
  ...(map ?? theme.darkAlgorithm(seed)),
  colorPrimary: darkPalette.accent, colorInfo: darkPalette.accentText, colorLink: darkPalette.accentText,
  colorSuccess: darkPalette.green, colorWarning: darkPalette.amber, colorError: darkPalette.red,
});

export const antdThemes: Readonly<Record<ThemeName, ThemeConfig>> = {
  light: { token: tokens(lightPalette), components: components(lightPalette) },
  dark: { algorithm: [theme.darkAlgorithm, pinDarkSeeds], token: tokens(darkPalette), components: components(darkPalette) },
};
