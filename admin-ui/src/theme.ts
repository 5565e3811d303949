import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const parley: MantineColorsTuple = [
  '#eef6f3',
  '#d9eae4',
  '#b3d6c9',
  '#8cc9b6',
  '#67b095',
  '#4f9f84',
  '#3f8570',
  '#2f6b58',
  '#265747',
  '#1c4336',
];

const dark: MantineColorsTuple = [
  '#e7e9ee',
  '#c3c9d6',
  '#a2aabb',
  '#6d7688',
  '#3d4452',
  '#2a303b',
  '#232934',
  '#1c2028',
  '#14171d',
  '#0e1116',
];

export const theme = createTheme({
  colors: { parley, dark },
  primaryColor: 'parley',
  primaryShade: 7,
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Menlo, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.45rem', lineHeight: '1.25' },
      h2: { fontSize: '1.05rem', lineHeight: '1.3' },
      h3: { fontSize: '.78rem', lineHeight: '1.3' },
    },
  },
});

/** The tints whose contrast Mantine leaves short of 4.5 to 1. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfbf9',
    '--mantine-color-dimmed': '#5b6478',
    '--mantine-color-placeholder': '#6b7385',
    '--mantine-color-error': '#c02626',
    '--mantine-color-anchor': '#2f6b58',
  },
  dark: {
    '--mantine-color-body': '#14171d',
    '--mantine-color-dimmed': '#a2aabb',
    '--mantine-color-placeholder': '#8f98ab',
    '--mantine-color-error': '#ff9b9b',
    '--mantine-color-anchor': '#8cc9b6',
  },
});
