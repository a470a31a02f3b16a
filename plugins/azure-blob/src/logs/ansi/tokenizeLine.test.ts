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

import fc from 'fast-check';
import { markSpans } from './markSpans';
import { LogStyle } from './types';
import { tokenizeLine } from './tokenizeLine';

const ESC = '\u001b';

function textOf(line: string): string {
  return tokenizeLine(line, {})
    .spans.map(span => span.text)
    .join('');
}

function spansOf(line: string, style: LogStyle = {}) {
  return tokenizeLine(line, style).spans.map(span => [
    span.text,
    Object.fromEntries(
      Object.entries(span.style).filter(([, value]) => value !== undefined),
    ),
  ]);
}

describe('tokenizeLine', () => {
  it.each([
    ['the 16 colours', '[31ma', { foreground: 1 }],
    ['bright colours', '[97;104ma', { foreground: 15, background: 12 }],
    ['256 colours', '[38;5;208;48;5;17ma', { foreground: 208, background: 17 }],
    ['true colour', '[38;2;1;2;255ma', { foreground: '#0102ff' }],
    ['256 colours with colons', '[38:5:208ma', { foreground: 208 }],
    ['true colour with colons', '[38:2:1:2:255ma', { foreground: '#0102ff' }],
    ['a colour space', '[48:2::1:2:255ma', { background: '#0102ff' }],
    [
      'attributes',
      '[1;2;3;4;7;9ma',
      {
        bold: true,
        dim: true,
        italic: true,
        underline: true,
        inverse: true,
        strike: true,
      },
    ],
    ['attributes that end', '[1;3;4;7;9;22;23;24;27;29ma', {}],
    ['a reset', '[1;31m'.concat(ESC, '[ma'), {}],
    ['a reset within', '[31;0;1ma', { bold: true }],
    ['defaults', '[31;41;39;49ma', {}],
    ['a curly underline', '[4:3ma', { underline: true }],
    ['no underline', '[4m'.concat(ESC, '[4:0ma'), {}],
    ['values out of range', '[38;5;256ma', {}],
    ['channels out of range', '[38;2;1;2;999ma', {}],
    ['what is missing', '[38;2;1ma', {}],
    ['private sequences', '[?31ma', {}],
    ['other final letters', '[31Ja', {}],
  ])('should know %s', (_, sequence, style) => {
    expect(spansOf(ESC + sequence)).toEqual([['a', style]]);
  });

  it('should carry its style from line to line', () => {
    const first = tokenizeLine(`${ESC}[31mred`, {});
    expect(spansOf(`still ${ESC}[0mnot`, first.style)).toEqual([
      ['still ', { foreground: 1 }],
      ['not', {}],
    ]);
  });

  it.each([
    [
      'a link',
      `a${ESC}]8;;https://evil.example${ESC}\\b${ESC}]8;;${ESC}\\c`,
      'abc',
    ],
    ['a clipboard write', `a${ESC}]52;c;ZXZpbA==\u0007b`, 'ab'],
    ['a title', `a${ESC}]0;title\u009cb`, 'ab'],
    ['a device control string', `a${ESC}Pq#0${ESC}\\b`, 'ab'],
    ['C1 sequences', 'a\u009b31mb\u009d52;c;x\u0007c\u0090q\u009cd', 'abcd'],
    ['cursor movements', `a${ESC}[2Ab${ESC}[10;10Hc`, 'abc'],
    ['charset switches', `a${ESC}(Bb${ESC}7c`, 'abc'],
    ['an escape at the end', `a${ESC}`, 'a'],
    ['half a sequence', `a${ESC}[31`, 'a'],
    ['a sequence that is broken off', `a${ESC}[3\u0001b`, 'a\u2401b'],
    ['an OSC without an end', `a${ESC}]8;;b`, 'a8;;b'],
    ['control characters', 'a\u0000b\u007fc\u0085d', 'a\u2400b\u2421cd'],
    ['overrides of direction', 'a\u202eb\u2066c', 'a\ufffdb\ufffdc'],
    ['line separators', 'a\u2028b', 'a\u21b5b'],
    ['markup', '<b>a</b>', '<b>a</b>'],
    ['a tab', 'a\tb', 'a\tb'],
  ])('C9: should leave no harm in %s', (_, line, text) => {
    expect(textOf(line)).toBe(text);
  });

  it.each([
    ['10 %\r50 %\r100 %', '100 %'],
    ['100 %\r', '100 %'],
    [`10 %${ESC}[2K${ESC}[1G90 %`, '90 %'],
    [`Looking for tests${ESC}[999D${ESC}[KPASS`, 'PASS'],
    [`step 3${ESC}[D4`, 'step 4'],
    ['a\r\r', 'a'],
    ['\r', ''],
  ])('should show the last state of %j', (line, text) => {
    expect(textOf(line)).toBe(text);
  });

  it.each([
    ['done 10 %\r50 %', '50 % 10 %'],
    [`Downloading 10 %\r${ESC}[Kdone`, 'done'],
    [`10 %${ESC}[2K${ESC}[G5 %`, '5 %'],
    [`abc\b\b${ESC}[0KX`, 'aX'],
    ['secret\b\b\b\b\b\bpublic', 'public'],
    [`abc${ESC}[1Kd`, '   d'],
    ['a\b\b\bb', 'b'],
    ['\u{1f600}\rx', 'x'],
    [`section_start:1:x\r${ESC}[0KTitle`, 'Title'],
  ])('should leave of %j what a terminal would', (line, text) => {
    expect(textOf(line)).toBe(text);
  });

  it.each([
    ['https://ci.example/1?a=b', 'https://ci.example/1?a=b'],
    ['http://ci.example', 'http://ci.example/'],
    ['vbscript:alert(1)', undefined],
    [['javascript', 'alert(1)'].join(':'), undefined],
    ['file:///etc/passwd', undefined],
    ['data:text/html,<b>', undefined],
    ['/relative', undefined],
    ['https://github.com@evil.example/', undefined],
    [`https://ci.example/${'a'.repeat(3000)}`, undefined],
  ])('C9: should take %s for the target %s', (target, link) => {
    const line = `a${ESC}]8;id=1;${target}${ESC}\\b${ESC}]8;;\u0007c`;
    const { spans } = tokenizeLine(line, {});
    expect(spans.map(span => span.text).join('')).toBe('abc');
    const linked = spans.filter(span => span.link !== undefined);
    expect(linked.map(span => [span.text, span.link])).toEqual(
      link === undefined ? [] : [['b', link]],
    );
  });

  it('C10: should show what cannot be seen, and leave emoji whole', () => {
    expect(textOf('a\u200bb\u2060c\u00add\u{e0041}e')).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffd\ufffde',
    );
    expect(textOf('a\u200db')).toBe('a\ufffdb');
    const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \u2714\ufe0f';
    expect(textOf(family)).toBe(family);
    expect(textOf('\ufe0f\ufe0f')).toBe('\ufffd\ufffd');
    expect(textOf('\ud800a')).toBe('\ufffda');
    expect(textOf('\ufeffa\ufeff')).toBe('a\ufffd');
    expect(tokenizeLine('a\u0007', {}).spans[1]).toMatchObject({
      text: '\u2407',
      isGlyph: true,
    });
  });

  it('should know where each character stands in the visible text', () => {
    const part = fc.oneof(
      fc.record({
        text: fc.string({ unit: 'grapheme', minLength: 1 }),
        isSeen: fc.constant(true),
      }),
      fc
        .constantFrom(`${ESC}[31m`, `${ESC}]0;t\u0007`, '\u009b1m', `${ESC}(B`)
        .map(text => ({ text, isSeen: false })),
      fc.constantFrom('\r', '\b', '\u0000', '\u200b').map(text => ({
        text,
        isSeen: true,
      })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), parts => {
        const visible = parts
          .filter(({ isSeen }) => isSeen)
          .map(({ text }) => text)
          .join('');
        const { spans } = tokenizeLine(
          parts.map(({ text }) => text).join(''),
          {},
        );
        for (const span of spans) {
          const { length } = span.text;
          const original = visible.slice(span.at, span.at + length);
          expect(original).toHaveLength(length);
          expect(span.isGlyph ? original : span.text).toBe(original);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('should mark what a search found, and nothing else', () => {
    const text = fc.stringMatching(/^[ab]{0,30}$/);
    const cuts = fc.array(fc.nat(30), { maxLength: 4 });
    fc.assert(
      fc.property(text, cuts, (plain, at) => {
        const colored = Array.from(
          plain,
          (character, index) =>
            `${at.includes(index) ? `${ESC}[3${index % 8}m` : ''}${character}`,
        ).join('');
        const ranges = Array.from(plain.matchAll(/ab+/g), found => [
          found.index,
          found[0].length,
        ]).map(([start, length]): [number, number] => [start, length]);
        const marked = markSpans(tokenizeLine(colored, {}).spans, ranges);
        expect(marked.map(span => span.text).join('')).toBe(plain);
        const expected = plain.replace(/ab+/g, found =>
          '#'.repeat(found.length),
        );
        expect(
          marked
            .map(span =>
              span.isHit ? '#'.repeat(span.text.length) : span.text,
            )
            .join(''),
        ).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('should give the same for a line as for its parts', () => {
    const whole = fc.oneof(
      fc.stringMatching(/^[ -~\t]{0,12}$/),
      fc.constantFrom(`${ESC}[1m`, `${ESC}[38;5;9m`, `${ESC}[0m`, `${ESC}[9C`),
    );
    const half = fc.array(whole, { maxLength: 8 }).map(all => all.join(''));
    fc.assert(
      fc.property(half, half, (first, second) => {
        const before = tokenizeLine(first, {});
        const after = tokenizeLine(second, before.style);
        const both = tokenizeLine(first + second, {});
        expect(both.style).toEqual(after.style);
        const cells = (spans: typeof both.spans) =>
          spans.flatMap(span =>
            Array.from(span.text, character => [character, span.style]),
          );
        expect(cells(both.spans)).toEqual([
          ...cells(before.spans),
          ...cells(after.spans),
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  it('C9, C10: should never let a control character through, whatever the line', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...[ESC, `${ESC}[`, `${ESC}]`, `${ESC}P`, '\u009b', '\u009d', '\u009c'],
        ...['\u0007', '\\', ';', ':', '38', 'm', '\r', '\u202e', '[1G'],
        ...['\b', `${ESC}[K`, `${ESC}[1K`, `${ESC}[2K`, '\ud83d', '\ude00'],
        ...['\u200b', '\u200d', '\ufe0f', '\u{e0041}', '\u2028', '8;;http:'],
      ),
    );
    const line = fc
      .array(piece, { maxLength: 40 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(line, value => {
        const harmful = Array.from(textOf(value)).filter(character => {
          const code = character.codePointAt(0) ?? 0;
          const isHarmless =
            code === 9 || (code >= 32 && code < 127) || code > 159;
          const isUnseen =
            /[\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200d\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/u;
          return !isHarmless || isUnseen.test(character);
        });
        expect(harmful).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('should keep every character of a line without controls', () => {
    const plain = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(fc.property(plain, line => expect(textOf(line)).toBe(line)));
  });

  it('should take a line full of broken sequences in its stride', () => {
    const line = `${ESC}]`.repeat(300_000);
    const start = performance.now();
    expect(textOf(line)).toBe('');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
