/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { contrastBetween } from './contrast';
import { DARK_THEME, LIGHT_THEME, resolveColors } from './palette';
import { LogStyle } from './types';

const channel = fc.integer({ min: 0, max: 255 });
const color = fc.option(
  fc.oneof(
    channel,
    fc
      .tuple(channel, channel, channel)
      .map(
        rgb =>
          `#${rgb.map(value => value.toString(16).padStart(2, '0')).join('')}`,
      ),
  ),
  { nil: undefined },
);
const style: fc.Arbitrary<LogStyle> = fc.record({
  foreground: color,
  background: color,
  dim: fc.boolean(),
  inverse: fc.boolean(),
});

describe.each([
  ['light', LIGHT_THEME],
  ['dark', DARK_THEME],
])('resolveColors in the %s theme', (_, theme) => {
  it('should give text that can be read, whatever a log asks for', () => {
    fc.assert(
      fc.property(style, asked => {
        const { foreground, background } = resolveColors(asked, theme);
        expect(
          contrastBetween(
            foreground ?? theme.foreground,
            background ?? theme.background,
          ),
        ).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 3000 },
    );
  });

  it('should leave text without a style alone', () => {
    expect(resolveColors({ bold: true }, theme)).toEqual({});
  });

  it('should tell the named colours apart', () => {
    const colors = theme.named.map(
      (__, index) => resolveColors({ foreground: index }, theme).foreground,
    );
    const [, red, green, yellow, blue, magenta, cyan] = colors;
    expect(new Set([red, green, yellow, blue, magenta, cyan]).size).toBe(6);
  });

  it('should swap colours where a log asks for it', () => {
    expect(resolveColors({ inverse: true }, theme).background).toBe(
      theme.foreground,
    );
  });
});

describe('the colours of rows', () => {
  const css = readFileSync(
    resolve(__dirname, '../viewer/LogViewer.module.css'),
    'utf8',
  );
  const [, light, dark] = css.split(/\.viewer \{/);

  it.each([
    ['light', light, LIGHT_THEME],
    ['dark', dark, DARK_THEME],
  ])('should leave text readable in the %s theme', (_, block, theme) => {
    const variables = Object.fromEntries(
      Array.from(
        block.slice(0, block.indexOf('}')).matchAll(/--log-([\w-]+): (#\w+)/g),
        ([, name, value]) => [name, value],
      ),
    );
    expect(variables.bg).toBe(theme.background);
    expect(variables.fg).toBe(theme.foreground);
    const rows = [
      ...['bg', 'marked', 'current', 'error-bg', 'error-current', 'warning-bg'],
    ];
    const texts = ['fg', 'faint', 'error', 'warning', 'command'];
    for (const row of rows) {
      for (const text of texts) {
        expect(
          contrastBetween(variables[text], variables[row]),
        ).toBeGreaterThanOrEqual(4.5);
      }
      // Colours of the log are made to stand out five times from the theme's.
      expect(contrastBetween(variables.bg, variables[row])).toBeLessThanOrEqual(
        5 / 4.5,
      );
    }
    expect(
      contrastBetween(variables['hit-fg'], variables.hit),
    ).toBeGreaterThanOrEqual(4.5);
  });
});

describe('resolveColors', () => {
  it.each([
    [16, '#000000'],
    [21, '#0000ff'],
    [196, '#ff0000'],
    [231, '#ffffff'],
    [232, '#080808'],
    [255, '#eeeeee'],
  ])('should know colour %i of the 256', (background, expected) => {
    expect(resolveColors({ background }, LIGHT_THEME).background).toBe(
      expected,
    );
  });

  it('should agree with the contrast that WCAG publishes', () => {
    expect(contrastBetween('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrastBetween('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
