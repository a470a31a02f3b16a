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

import { makeReadable, mix } from './contrast';
import { LogColor, LogStyle } from './types';

/** Colours of a log in one theme mode; LogViewer.module.css holds the same. */
export interface LogTheme {
  background: string;
  foreground: string;
  /** The 16 named colours. */
  named: readonly string[];
}

/** Foreground and background of a piece of text; absent where inherited. */
export interface ResolvedColors {
  foreground?: string;
  background?: string;
}

const MIN_CONTRAST = 4.5;
// A marked line has a slightly different background.
const MIN_CONTRAST_ON_THEME = 5;

/** The theme mode light. */
export const LIGHT_THEME: LogTheme = {
  background: '#ffffff',
  foreground: '#1f2328',
  named: [
    ...['#24292f', '#b42318', '#116329', '#7d4e00'],
    ...['#0550ae', '#8250df', '#1b6e7b', '#57606a'],
    ...['#57606a', '#cf222e', '#1a7f37', '#8a5a00'],
    ...['#0969da', '#a040d0', '#187984', '#6e7781'],
  ],
};

/** The theme mode dark. */
export const DARK_THEME: LogTheme = {
  background: '#1b1d21',
  foreground: '#e6e8eb',
  named: [
    ...['#8b949e', '#ff7b72', '#4cc35f', '#d9a62e'],
    ...['#6cb0ff', '#c69bff', '#45c4d1', '#c2c9d1'],
    ...['#9aa4af', '#ffa198', '#6bdc7d', '#eec04f'],
    ...['#8ec5ff', '#d9bcff', '#66d9e6', '#ffffff'],
  ],
};

const CUBE_STEPS = [0, 95, 135, 175, 215, 255];

/**
 * Gives the colours of a style in a theme. Text can always be read on what is
 * behind it, whatever the log asked for.
 */
export function resolveColors(
  style: LogStyle,
  theme: LogTheme,
): ResolvedColors {
  const asked = {
    foreground: toHex(style.foreground, theme),
    background: toHex(style.background, theme),
  };
  const { foreground, background } = style.inverse
    ? {
        foreground: asked.background ?? theme.background,
        background: asked.foreground ?? theme.foreground,
      }
    : asked;
  const isPlain = !foreground && !background && !style.dim;
  if (isPlain) {
    return {};
  }
  const behind = background ?? theme.background;
  const color = foreground ?? theme.foreground;
  return {
    foreground: makeReadable(
      style.dim ? mix(color, behind, 0.35) : color,
      behind,
      background ? MIN_CONTRAST : MIN_CONTRAST_ON_THEME,
    ),
    background,
  };
}

function toHex(color: LogColor | undefined, theme: LogTheme) {
  if (typeof color !== 'number') {
    return color;
  }
  if (color < 16) {
    return theme.named[color];
  }
  if (color >= 232) {
    const level = 8 + (color - 232) * 10;
    return rgb([level, level, level]);
  }
  const offset = color - 16;
  const steps = [
    Math.floor(offset / 36),
    Math.floor(offset / 6) % 6,
    offset % 6,
  ];
  return rgb(steps.map(step => CUBE_STEPS[step]));
}

function rgb(channels: number[]): string {
  return `#${channels
    .map(channel => channel.toString(16).padStart(2, '0'))
    .join('')}`;
}
