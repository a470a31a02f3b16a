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

/** Red, green and blue of `#rrggbb`. */
type Channels = [red: number, green: number, blue: number];

/** The contrast that WCAG 2 measures, from 1 to 21. */
export function contrastBetween(first: string, second: string): number {
  const [dark, light] = [luminanceOf(first), luminanceOf(second)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** Moves a colour towards another; `share` 0 leaves it, 1 gives the other. */
export function mix(color: string, other: string, share: number): string {
  const target = channelsOf(other);
  const mixed = channelsOf(color).map((channel, index) =>
    Math.round(channel + (target[index] - channel) * share),
  );
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Gives the colour nearest to `color` that can be read on `background`.
 */
export function makeReadable(
  color: string,
  background: string,
  contrast: number,
): string {
  const [black, white] = ['#000000', '#ffffff'];
  const target =
    contrastBetween(black, background) > contrastBetween(white, background)
      ? black
      : white;
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(color, target, share);
    if (contrastBetween(candidate, background) >= contrast) {
      return candidate;
    }
  }
  return target;
}

function luminanceOf(color: string): number {
  const [red, green, blue] = channelsOf(color).map(channel => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(color: string): Channels {
  const value = parseInt(color.slice(1), 16);
  return [
    Math.floor(value / 65536),
    Math.floor(value / 256) % 256,
    value % 256,
  ];
}
