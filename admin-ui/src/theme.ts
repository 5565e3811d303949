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

export const theme = createTheme({
  colors: { parley },
  primaryColor: 'parley',
  primaryShade: 7,
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Menlo, "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
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
