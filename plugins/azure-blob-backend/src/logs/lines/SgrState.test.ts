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

import { SgrState } from './SgrState';

function styleAfter(...sequences: string[]): string {
  const state = new SgrState();
  for (const sequence of sequences) {
    const parameters = Buffer.from(sequence, 'latin1');
    state.apply(parameters, parameters.length);
  }
  return state.toString();
}

describe('SgrState', () => {
  it.each([
    ['nothing', [], ''],
    ['a colour', ['31'], '\u001b[31m'],
    ['attributes and colours in one', ['1;4;97;44'], '\u001b[1;4;97;44m'],
    ['a reset by 0', ['1;31', '0'], ''],
    ['a reset by nothing', ['1;31', ''], ''],
    ['an empty value as 0', ['1;;32'], '\u001b[32m'],
    ['only the last colour', ['31', '32', '101', '42'], '\u001b[32;42m'],
    ['the default colours', ['31;41;58;5;1', '39;49;59'], ''],
    ['22, which ends bold and dim', ['1;2;3', '22'], '\u001b[3m'],
    [
      'an end for each attribute',
      ['3;4;5;7;8;9;53', '23;24;25;27;28;29;55'],
      '',
    ],
    ['rapid blinking as blinking', ['6'], '\u001b[5m'],
    ['double underline instead of underline', ['4', '21'], '\u001b[21m'],
    ['256 colours', ['38;5;208;48;5;17'], '\u001b[38;5;208;48;5;17m'],
    ['true colour', ['38;2;1;2;3;1'], '\u001b[1;38;2;1;2;3m'],
    ['true colour, black', ['48;2;0;0;0'], '\u001b[48;2;0;0;0m'],
    ['colons', ['38:5:208;1'], '\u001b[1;38;5;208m'],
    ['colons with a colour space', ['38:2::1:2:3'], '\u001b[38;2;1;2;3m'],
    ['colons without one', ['58:2:1:2:3;3'], '\u001b[3;58;2;1;2;3m'],
    ['a curly underline', ['4:3'], '\u001b[4m'],
    ['an underline that colons end', ['4', '4:0'], ''],
    ['no colour where values are missing', ['31', '38;2;1;2'], '\u001b[31m'],
    ['no colour above 255', ['38;5;256;1'], '\u001b[1m'],
    ['no unknown codes', ['10;73;999999999999;1'], '\u001b[1m'],
  ])('should know %s', (_, sequences, expected) => {
    expect(styleAfter(...sequences)).toBe(expected);
    // The style of a style is itself.
    expect(styleAfter(expected.slice(2, -1))).toBe(expected);
  });

  it('should survive more values than anybody sends', () => {
    expect(styleAfter(Array(200).fill('1').join(';'))).toBe('\u001b[1m');
  });
});
