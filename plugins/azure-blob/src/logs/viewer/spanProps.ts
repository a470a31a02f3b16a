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

import { CSSProperties } from 'react';
import { DARK_THEME, LIGHT_THEME, LogStyle, resolveColors } from '../ansi';

/** What a span needs to look as its style says, in both theme modes. */
export interface SpanProps {
  style?: CSSProperties;
  'data-background'?: true;
}

const known = new Map<string, SpanProps>();
const MAX_KNOWN = 1000;
/** Spans share their styles, so most are found without being looked at. */
const met = new WeakMap<LogStyle, SpanProps>();

/** Gives the properties of a span; colours differ with the theme mode. */
export function spanProps(style: LogStyle): SpanProps {
  const props = met.get(style) ?? findProps(style);
  met.set(style, props);
  return props;
}

function findProps(style: LogStyle): SpanProps {
  const key = JSON.stringify(style);
  const found = known.get(key);
  if (found) {
    return found;
  }
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  const props = makeProps(style);
  known.set(key, props);
  return props;
}

function makeProps(style: LogStyle): SpanProps {
  const light = resolveColors(style, LIGHT_THEME);
  const dark = resolveColors(style, DARK_THEME);
  const decorations = [
    style.underline && 'underline',
    style.overline && 'overline',
    style.strike && 'line-through',
  ].filter(Boolean);
  const properties: Record<string, string | undefined> = {
    '--log-light': light.foreground,
    '--log-dark': dark.foreground,
    '--log-light-bg': light.background,
    '--log-dark-bg': dark.background,
    fontWeight: style.bold ? 'bold' : undefined,
    fontStyle: style.italic ? 'italic' : undefined,
    textDecoration: decorations.join(' ') || undefined,
  };
  const given = Object.entries(properties).filter(([, value]) => value);
  return {
    style: given.length > 0 ? Object.fromEntries(given) : undefined,
    'data-background': light.background ? true : undefined,
  };
}
